//! Files beside the docs that findings may point into: the baseline, corrections, and the service's own description.

use super::{Config, Error, baseline, write_command};
use crate::corrections;
use crate::doc_set::DocSet;
use crate::limits::SERVICE_BYTES;
use crate::service;
use crate::toml_file::FileError;
use std::sync::Arc;

impl Config {
    /// Reads the file of known findings, if one is named, beside the docs that it is about.
    ///
    /// # Errors
    ///
    /// If it is not there, or can't be read or taken.
    pub fn read_baseline(&mut self, docs: &mut DocSet) -> Result<(), Error> {
        let Some(path) = &self.baseline else { return Ok(()) };
        let file = docs.read_side_file(path).map_err(Error::Read)?;
        let place = self.baseline_place.clone();
        let file = file.ok_or_else(|| Error::NoBaseline(path.clone(), place))?;
        let shown = path.to_string_lossy();
        self.known = baseline::parse(&docs.sources, file, &shown).map_err(Error::File)?;
        self.known.command = write_command(&docs.root, path);
        Ok(())
    }

    /// Reads the file that corrects the docs, if one is named, beside them.
    ///
    /// # Errors
    ///
    /// If it is not there, or can't be read or taken.
    pub fn read_corrections(&mut self, docs: &mut DocSet) -> Result<(), Error> {
        let Some(path) = &self.corrected_by else { return Ok(()) };
        let file = docs.read_side_file(path).map_err(Error::Read)?;
        let place = self.corrections_place.clone();
        let file = file.ok_or_else(|| Error::NoCorrections(path.clone(), place))?;
        let shown = path.to_string_lossy();
        let read = match self.are_corrections_settings {
            true => corrections::read_settings,
            false => corrections::read,
        };
        let corrections = read(&docs.sources, file, &shown).map_err(Error::File)?;
        self.corrections = Arc::new(corrections);
        Ok(())
    }

    /// Reads the file in which the service describes itself, if one is named, beside the docs that are held against it.
    ///
    /// # Errors
    ///
    /// If it is not there, or can't be read or taken.
    pub fn read_against(&mut self, docs: &mut DocSet) -> Result<(), Error> {
        let Some(path) = &self.against else { return Ok(()) };
        let file = docs.read_large_file(path, SERVICE_BYTES).map_err(Error::Read)?;
        let file = file.ok_or_else(|| Error::NoService(path.clone()))?;
        let service = service::read(&docs.sources.file(file).text, file);
        let service = service.map_err(|error| {
            // As findings call it, which open from the working directory.
            let mut place = docs.sources.location(error.span);
            place.path = path.to_string_lossy().into_owned();
            let place = place.to_string();
            Error::File(FileError { place, message: error.message, help: None })
        });
        self.service = Some(Arc::new(service?));
        Ok(())
    }
}
