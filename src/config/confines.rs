//! What settings may reach: files and folders of the repository that holds them, or of their own folder where there is none,
//! and of the folders that a user trusts.

use crate::doc_set;
use crate::toml_file::{FileError, Named};
use std::path::{Component, Path, PathBuf};

/// The folders that settings may name files and folders in.
#[derive(Debug)]
pub(super) struct Confines {
    /// How messages call the folder that the settings are of.
    what: &'static str,
    is_repository: bool,
    /// Without links and steps upwards.
    folders: Vec<PathBuf>,
}

impl Confines {
    /// Those of the settings in a folder.
    pub(super) fn of(
        what: &'static str,
        folder: &Path,
        trusted: &[PathBuf],
    ) -> Result<Self, doc_set::Error> {
        let (own, is_repository) = doc_set::repository_of(folder)?;
        let mut confines = Self { what, is_repository, folders: vec![own] };
        for root in trusted {
            confines.folders.push(doc_set::real(root)?);
        }
        Ok(confines)
    }

    /// The same, and what others allow.
    pub(super) fn and(mut self, others: &Self) -> Self {
        self.folders.extend_from_slice(&others.folders);
        self
    }

    /// The way from a folder to what the settings name, if it does not lead out. What is not there is for others to tell.
    pub(super) fn way(&self, folder: &Path, named: &Named) -> Result<PathBuf, FileError> {
        let way = folder.join(&named.way);
        let Ok(real) = doc_set::real(&way) else { return Ok(way) };
        self.holds(&real, named).map(|()| way)
    }

    /// The same of what need not be there, since it is to be written.
    pub(super) fn place(&self, folder: &Path, named: &Named) -> Result<PathBuf, FileError> {
        let mut real = doc_set::real(folder).unwrap_or_else(|_| folder.to_owned());
        for part in Path::new(&named.way).components() {
            match part {
                Component::ParentDir => {
                    real.pop();
                }
                Component::Normal(name) => real.push(name),
                Component::CurDir | Component::RootDir | Component::Prefix(_) => {}
            }
            real = doc_set::real(&real).unwrap_or(real);
        }
        self.holds(&real, named).map(|()| folder.join(&named.way))
    }

    fn holds(&self, real: &Path, named: &Named) -> Result<(), FileError> {
        if self.folders.iter().any(|allowed| real.starts_with(allowed)) {
            return Ok(());
        }
        let home = match self.is_repository {
            true => format!("the repository that holds {}", self.what),
            false => self.what.to_owned(),
        };
        let help =
            format!("move it there, or allow a folder that holds it: `--{TRUSTED_ROOT} DIR`");
        let message = format!("`{}` leads out of {home}", named.way);
        Err(named.error(message, help))
    }
}

/// The option that allows more.
pub(super) const TRUSTED_ROOT: &str = "trusted-root";
