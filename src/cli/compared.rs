//! Which client is compared with what the docs become, and what is not current in it.

use super::failure::Failure;
use super::generate;
use super::place::from_here;
use crate::config::Config;
use crate::diagnostic::render::{self, Client, visible};
use crate::model::Model;
use crate::output::{self, OutputTree};
use std::path::{Path, PathBuf};

/// How the client in a folder stands to the docs; what it should be goes to `tree`.
pub(super) fn client(
    command: String,
    config: &Config,
    model: &Model,
    folder: &Path,
    tree: &mut OutputTree,
) -> Result<Client, Failure> {
    *tree = generate::emit(model, config, folder)?;
    let differences: Vec<_> = tree.compare(&from_here(folder))?.iter().map(difference).collect();
    let n_missing = differences.iter().filter(|it| it.kind == "missing").count();
    let is_unwritten = n_missing > 0 && n_missing == differences.len().max(tree.files.len());
    Ok(Client { differences, is_unwritten, command, folder: folder.display().to_string() })
}

/// The client that is compared with what the docs become.
pub(super) enum Compared {
    /// None: there is none, or it is not asked for.
    No,
    /// The one in this folder.
    Folder(PathBuf),
    /// None, though one stands in this folder: it was made of other docs, or of more of them.
    PassedOver(PathBuf),
}

impl Compared {
    pub(super) fn folder(&self) -> Option<PathBuf> {
        match self {
            Self::Folder(folder) => Some(folder.clone()),
            Self::No | Self::PassedOver(_) => None,
        }
    }

    pub(super) fn passed_over(&self) -> String {
        let Self::PassedOver(folder) = self else { return String::new() };
        let folder = folder.to_string_lossy();
        let folder = visible(&folder);
        format!(
            "; `{folder}`, which was not made of these docs, was not compared, `--out {folder}` would"
        )
    }
}

/// The folder asked for, by a user or by a file that is about these docs; else the usual one if it was made of them.
pub(super) fn compared(config: &Config) -> Result<Compared, output::Error> {
    let folder = generate::out(config);
    if config.is_out_said {
        return Ok(Compared::Folder(folder));
    }
    let here = from_here(&folder);
    if !output::bears_header(&here)? {
        return Ok(Compared::No);
    }
    let there = output::made_of(&here)?;
    let own = generate::made(config.docs(), &folder, config.client_name());
    // An earlier docwright did not write down what a client is of.
    let is_of_docs = there.is_none_or(|there| there.docs == own.docs);
    Ok(if is_of_docs { Compared::Folder(folder) } else { Compared::PassedOver(folder) })
}

fn difference(difference: &output::Difference) -> render::Difference {
    let (kind, path) = match difference {
        output::Difference::Missing(path) => ("missing", path.as_str()),
        output::Difference::Differs(path) => ("changed", path.as_str()),
        output::Difference::Stale(path) => ("surplus", path.as_str()),
        output::Difference::Incomplete => ("interrupted", ""),
    };
    render::Difference { kind, path: path.to_owned() }
}
