//! The states of docs that are compared: a folder, a page, a model, or one of these at a revision of git.

use super::args::Reading;
use super::failure::{Failure, nearest_folder};
use super::git::{Held, Repository};
use super::place::way_between;
use crate::config::Config;
use crate::diff::{Places, Side};
use crate::doc_set::{self, DocSet};
use crate::limits::{MODEL_BYTES, PAGE_BYTES};
use crate::model::Model;
use crate::source::SourceMap;
use crate::{model_file, pipeline};
use std::path::{Path, PathBuf};

/// A state of docs.
pub(super) struct State {
    pub(super) model: Model,
    places: Kept,
    /// The settings that count for it; none for a model.
    pub(super) config: Option<Config>,
    /// Whether it is of one page; unknown of a model.
    pub(super) is_page: Option<bool>,
}

/// What the places in a model lead to.
enum Kept {
    Docs(SourceMap),
    File(Vec<String>),
}

impl State {
    pub(super) fn side(&self) -> Side<'_> {
        let places = match &self.places {
            Kept::Docs(sources) => Places::Docs(sources),
            Kept::File(pages) => Places::File(pages),
        };
        Side::new(&self.model, places)
    }
}

/// Reads docs, a model, or either at a revision: what is on disk goes first.
pub(super) fn read(named: &str, reading: &Reading) -> Result<State, Failure> {
    let path = Path::new(named);
    if path.is_dir() || path.is_file() && is_page(named) {
        let config = reading.config().of_docs(path)?;
        let docs = DocSet::read_with(config.docs(), &config.include_roots)?;
        return of_docs(named, docs, config, path.is_file());
    }
    if path.exists() {
        let text = doc_set::named_file(path, MODEL_BYTES);
        return of_model(named, text.map_err(|reason| no_model(named, &reason))?);
    }
    match named.split_once(':') {
        Some((revision, below)) if !revision.is_empty() => {
            at_revision(named, revision, below, reading)
        }
        Some(_) | None => Err(nothing(named, path)),
    }
}

fn is_page(named: &str) -> bool {
    doc_set::is_page_name(named.rsplit(['/', '\\', ':']).next().unwrap_or(named))
}

fn nothing(named: &str, path: &Path) -> Failure {
    let is_revision = || {
        let repository = Repository::of(&here());
        repository.is_ok_and(|it| it.commit(named).is_ok_and(|commit| commit.is_some()))
    };
    let help = match nearest_folder(path) {
        _ if !named.is_empty() && is_revision() => {
            format!(
                "it is a revision, which is written with a colon: `{named}:`, or `{named}:path`"
            )
        }
        Some(near) => format!("did you mean `{}`?", near.display()),
        None => {
            "name a folder of pages, a model, or a revision with a colon: `v1.2:docs`".to_owned()
        }
    };
    Failure::Compare(format!("there is no folder and no model `{named}`"), Some(help))
}

fn of_docs(
    named: &str,
    mut docs: DocSet,
    mut config: Config,
    is_page: bool,
) -> Result<State, Failure> {
    docs.whole()?;
    config.read_corrections(&mut docs)?;
    let model = pipeline::model(&docs, &config);
    if model.types.is_empty() && model.operations.is_empty() {
        let message = format!("nothing is understood of `{named}`: no operation, no type");
        let help = "`docwright check` says what was looked for; `--dialect` reads them otherwise";
        return Err(Failure::Compare(message, Some(help.to_owned())));
    }
    Ok(State {
        model,
        places: Kept::Docs(docs.sources),
        config: Some(config),
        is_page: Some(is_page),
    })
}

fn of_model(named: &str, text: String) -> Result<State, Failure> {
    let file = model_file::parse(&text).map_err(|error| {
        let help = match error {
            model_file::Error::Older(..) => "write it anew with this docwright",
            model_file::Error::NoJson(..)
            | model_file::Error::NoModel
            | model_file::Error::Wrong(..) => "name a folder of pages, or write a model of them",
        };
        let help = format!("{help}: `docwright model docs > model.json`");
        let place = error.location(&text).map(|place| format!(":{place}")).unwrap_or_default();
        Failure::Compare(format!("`{named}{place}` is no model: {error}"), Some(help))
    })?;
    Ok(State { model: file.model, places: Kept::File(file.pages), config: None, is_page: None })
}

fn no_model(named: &str, reason: &str) -> Failure {
    let help = "name a folder of pages, or a model that `docwright model` printed";
    Failure::Compare(format!("`{named}` is no model: {reason}"), Some(help.to_owned()))
}

fn at_revision(
    named: &str,
    revision: &str,
    below: &str,
    reading: &Reading,
) -> Result<State, Failure> {
    // Without a path it is of the docs that the settings name, if these are of a repository that has them.
    let docs = match below {
        "" => Some(reading.config().settled()?.docs().to_owned()).filter(|it| it.is_dir()),
        _ => None,
    };
    let folder = docs.clone().unwrap_or_else(here);
    let repository = Repository::of(&folder)?;
    let commit = repository.commit(revision)?;
    let commit = commit.ok_or_else(|| Failure::NoRevision(revision.to_owned()))?;
    let path = match (&docs, below.starts_with('.')) {
        (Some(docs), _) => way_from(&repository, docs, &docs.to_string_lossy())?,
        (None, true) => way_from(&repository, &here().join(below), below)?,
        (None, false) => below.trim_end_matches('/').to_owned(),
    };
    let on_disk = repository.root.join(&path);
    let Some(held) = repository.held(&commit, &path)? else {
        let list = format!("`git ls-tree -r --name-only {revision}` lists what it has");
        return Err(Failure::Compare(format!("revision `{revision}` has no `{path}`"), Some(list)));
    };
    match held {
        Held::File(id) if !is_page(named) => {
            let limit = MODEL_BYTES;
            let large =
                || no_model(named, &format!("it has more than {} {}", limit.most, limit.what));
            let bytes = repository.file(&id, limit.most)?.ok_or_else(large)?;
            let text = String::from_utf8(bytes);
            of_model(named, text.map_err(|_| no_model(named, "it is no text"))?)
        }
        Held::File(id) => {
            let bytes = repository.file(&id, PAGE_BYTES.most)?;
            let bytes = bytes.unwrap_or_else(|| vec![b' '; PAGE_BYTES.most + 1]);
            let name = path.rsplit('/').next().unwrap_or(&path).to_owned();
            of_docs(named, DocSet::from_bytes([(name, bytes)]), settings(&on_disk, reading)?, true)
        }
        Held::Folder(id) => {
            let config = settings(&on_disk, reading)?;
            let mut files = repository.pages(&id)?;
            if files.is_empty() {
                let message = format!("`{named}` holds no markdown pages (`*.md`)");
                let help = "name the folder that holds them: `v1.2:docs`".to_owned();
                return Err(Failure::Compare(message, Some(help)));
            }
            for include_root in &config.include_roots {
                let at = way_between(&repository.root, include_root);
                let way = way_between(&on_disk, include_root);
                // What is inside the docs has been read, and what another repository holds is not of this revision.
                if at.starts_with("..") || !way.starts_with("..") {
                    continue;
                }
                if let Some(Held::Folder(folder)) = repository.held(&commit, &at)? {
                    let pages = repository.pages(&folder)?.into_iter();
                    files.extend(pages.map(|(path, text)| (format!("{way}/{path}"), text)));
                }
            }
            of_docs(named, DocSet::from_bytes(files), config, false)
        }
    }
}

fn here() -> PathBuf {
    std::env::current_dir().unwrap_or_default()
}

/// The settings of docs as they are on disk; those of the working directory where the docs are gone.
fn settings(docs: &Path, reading: &Reading) -> Result<Config, Failure> {
    match docs.exists() {
        true => Ok(reading.config().of_docs(docs)?),
        false => Ok(reading.config().settled().or_else(|_| reading.config().of_docs(docs))?),
    }
}

/// The way from the repository's root, with `/` between its parts.
fn way_from(repository: &Repository, path: &Path, named: &str) -> Result<String, Failure> {
    let way = way_between(&repository.root, path).replace('\\', "/");
    match way.starts_with("..") {
        false => Ok(way),
        true => Err(Failure::Compare(
            format!("`{named}` lies outside of this repository"),
            Some("name a folder of the repository behind the colon: `v1.2:docs`".to_owned()),
        )),
    }
}
