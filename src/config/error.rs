//! Why settings can't be taken.

use crate::doc_set;
use crate::toml_file::{FileError, Named};
use std::fmt;
use std::path::PathBuf;

/// Why what a doc set says about itself can't be taken.
#[derive(Debug)]
pub enum Error {
    /// The file could not be read.
    Read(doc_set::Error),
    /// The file holds something that nobody reads.
    File(FileError),
    /// This can't be the base URL, since a base URL is as said.
    BaseUrl(String, &'static str),
    /// The version can't be one, since a version is as said.
    Version(String, &'static str),
    /// There are no docs where a file of settings says.
    NoDocs(Named, PathBuf),
    /// There is no file of known findings, which a file of settings names there.
    NoBaseline(PathBuf, Option<String>),
    /// There is no file of corrections, as a file of settings says at this place, if one does.
    NoCorrections(PathBuf, Option<String>),
    /// Two dependencies of the emitted crate have this name, the second at this place, if in a file.
    TwoDependencies(String, Option<String>),
    /// There is no file in which the service describes itself.
    NoService(PathBuf),
    /// No dialect has the name, and there is no file of it.
    NoDialect(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(error) => error.fmt(f),
            Self::File(error) => error.fmt(f),
            Self::BaseUrl(text, wanted) => write!(f, "`{text}` is no base URL: {wanted}"),
            Self::Version(text, wanted) => write!(f, "`{text}` is no version: {wanted}"),
            Self::NoDocs(named, _) => {
                write!(f, "{}: `{}` is no folder of pages and no page", named.place, named.way)
            }
            Self::NoBaseline(path, place) => {
                let place = place.iter().map(|place| format!("{place}: ")).collect::<String>();
                write!(f, "{place}there is no baseline `{}`", path.display())
            }
            Self::NoCorrections(path, place) => {
                let place = place.as_ref().map(|place| format!("{place}: ")).unwrap_or_default();
                write!(f, "{place}there is no file of corrections `{}`", path.display())
            }
            Self::TwoDependencies(name, place) => {
                let place = place.as_ref().map(|place| format!("{place}: ")).unwrap_or_default();
                write!(f, "{place}`dependencies` names `{name}` twice")
            }
            Self::NoService(path) => {
                write!(f, "there is no description of a service `{}`", path.display())
            }
            Self::NoDialect(named) => write!(f, "there is no dialect and no file `{named}`"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Read(error) => error.source(),
            Self::File(error) => error.source(),
            Self::BaseUrl(..)
            | Self::Version(..)
            | Self::NoDocs(..)
            | Self::NoBaseline(..)
            | Self::NoCorrections(..)
            | Self::NoService(_)
            | Self::TwoDependencies(..)
            | Self::NoDialect(_) => None,
        }
    }
}
