//! Why a build script could not generate.

use crate::emit::rust::DeriveError;
use crate::{config, doc_set, output, select};
use std::error::Error;
use std::fmt;

/// Why a build script could not generate.
#[derive(Debug)]
#[non_exhaustive]
pub enum BuildError {
    /// The doc set could not be read.
    Docs(doc_set::Error),
    /// What the doc set says about itself can't be taken.
    Config(config::Error),
    /// The file could not be written.
    Output(output::Error),
    /// What the client is to be made of can't be taken.
    Select(select::Error),
    /// A derive can't be written.
    Derives(DeriveError),
    /// No client can have this name, for this reason.
    Name(String, &'static str),
    /// There is no such rule, family or other thing that has a level; the nearest that there is.
    NoRule(String, Option<&'static str>),
    /// The docs have findings at deny level, which are to fail the build: so many, each as a line.
    Denied(usize, Vec<String>),
    /// There is no `OUT_DIR`: this does not run in a build script.
    NoOutDir,
}

impl BuildError {
    /// What to write instead, where that is known.
    pub fn help(&self) -> Option<&str> {
        match self {
            Self::Config(config::Error::File(error)) => error.help.as_deref(),
            Self::Select(error) => error.help.as_deref(),
            Self::Derives(error) => error.help.as_deref(),
            _ => None,
        }
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Docs(error) => error.fmt(f),
            Self::Config(error) => error.fmt(f),
            Self::Output(error) => error.fmt(f),
            Self::Select(error) => error.fmt(f),
            Self::Derives(error) => error.fmt(f),
            Self::Name(name, why) => {
                write!(f, "the name `{name}` {why}: give the client another with `name`")
            }
            Self::NoRule(name, near) => {
                write!(f, "there is no rule `{name}`")?;
                near.map_or(Ok(()), |near| write!(f, ": did you mean `{near}`?"))
            }
            Self::Denied(1, _) => f.write_str("the docs have 1 finding at deny level"),
            Self::Denied(n, _) => write!(f, "the docs have {n} findings at deny level"),
            Self::NoOutDir => f.write_str(
                "there is no OUT_DIR: call this from build.rs, or give a folder with `out`",
            ),
        }
    }
}

impl Error for BuildError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Docs(error) => error.source(),
            Self::Config(error) => error.source(),
            Self::Output(error) => error.source(),
            Self::Select(_)
            | Self::Derives(_)
            | Self::Name(..)
            | Self::NoRule(..)
            | Self::Denied(..)
            | Self::NoOutDir => None,
        }
    }
}
