//! Why a command could not do its work, and what to type instead.

use crate::dialect::{BUILT_IN, meant_base_url};
use crate::emit::rust::DeriveError;
use crate::{config, doc_set, output, select, spelling};
use std::path::{Path, PathBuf};

/// Why the work could not be done.
#[derive(Debug)]
pub(super) enum Failure {
    /// The doc set could not be read.
    Docs(doc_set::Error),
    /// What the doc set says about itself can't be taken.
    Config(config::Error),
    /// The output could not be written or compared.
    Output(output::Error),
    /// The doc set has no such page.
    NoPage { page: String, nearest: Option<String> },
    /// There is no such rule.
    NoRule { rule: String, nearest: Option<&'static str> },
    /// No emitted crate can have this name, for this reason.
    Name { name: String, why: &'static str, place: Option<String> },
    /// The client would be written into the docs.
    IntoDocs { out: PathBuf, docs: PathBuf, place: Option<String> },
    /// There is a file of settings already.
    Settled(PathBuf),
    /// The docs lie outside of the repository that the settings would be of.
    DocsElsewhere(PathBuf),
    /// There is no such dialect.
    NoDialect { name: String, nearest: Option<&'static str> },
    /// What the client is to be made of can't be taken.
    Select(select::Error),
    /// A derive can't be written.
    Derives(DeriveError),
    /// The threads that were asked for could not be started.
    Threads(String),
    /// Nothing of the docs was understood.
    Foreign { docs: PathBuf, n_pages: usize, dialect: String, looked_for: String },
    /// Types were understood, and none of the requests that the docs show; of these the first stands there.
    NoOperation { docs: PathBuf, n_requests: usize, first: String, dialect: String },
    /// Mended pages could not be written, each for a reason.
    Unmended(Vec<(PathBuf, String)>),
    /// Git could not do what it was asked to.
    Git(String),
    /// A folder is in no git repository.
    NoRepository(PathBuf),
    /// The git repository has no such revision.
    NoRevision(String),
    /// What is to be compared can't be: why, and what to do.
    Compare(String, Option<String>),
    /// What a command prints could not be printed.
    Print(std::io::Error),
}

/// What to look for on one's disk.
const DOC_SET: &str =
    "the folder that holds the markdown pages, often one with `api` and `resources` in it";

impl Failure {
    /// What went wrong, with its causes.
    pub(super) fn message(&self) -> String {
        let error: &dyn std::error::Error = match self {
            Self::Docs(error) => error,
            Self::Config(error) => error,
            Self::Output(error) => error,
            Self::Select(error) => error,
            Self::Derives(error) => error,
            Self::NoPage { page, .. } => return format!("the doc set has no page `{page}`"),
            Self::IntoDocs { out, docs, place } => {
                let (out, docs) = (out.display(), docs.display());
                let place = place.iter().map(|place| format!("{place}: ")).collect::<String>();
                return format!(
                    "{place}`{out}` lies in the docs `{docs}`, which no client is written into"
                );
            }
            Self::Settled(path) => return format!("there is a `{}` already", path.display()),
            Self::DocsElsewhere(docs) => {
                let docs = docs.display();
                return format!(
                    "`{docs}` lies outside of this repository, and settings stay within"
                );
            }
            Self::Name { name, why, place } => {
                let place = place.iter().map(|place| format!("{place}: ")).collect::<String>();
                return format!("{place}the name `{name}` {why}");
            }
            Self::NoRule { rule, .. } => return format!("there is no rule `{rule}`"),
            Self::NoDialect { name, .. } => return format!("no dialect is named `{name}`"),
            Self::Foreign { docs, n_pages, .. } => {
                let pages = if *n_pages == 1 { "1 page" } else { &format!("{n_pages} pages") };
                let docs = docs.display();
                return format!(
                    "nothing is understood of the {pages} of `{docs}`: no operation, no type"
                );
            }
            Self::NoOperation { docs, n_requests, first, .. } => {
                let docs = docs.display();
                return format!(
                    "no operation is understood of `{docs}`, though {n_requests} requests are shown, the first at {first}"
                );
            }
            Self::Unmended(pages) => {
                let pages = pages.iter().map(|(path, why)| format!("`{}`: {why}", path.display()));
                return format!("not written: {}", pages.collect::<Vec<_>>().join("; "));
            }
            Self::Git(reason) => return format!("`git` could not be asked: {reason}"),
            Self::NoRepository(folder) => {
                return format!("`{}` is in no git repository", folder.display());
            }
            Self::NoRevision(revision) => return format!("git knows no revision `{revision}`"),
            Self::Compare(message, _) => return message.clone(),
            Self::Threads(reason) => return format!("could not start the threads: {reason}"),
            Self::Print(error) => error,
        };
        let causes = std::iter::successors(error.source(), |cause| cause.source());
        causes.fold(error.to_string(), |text, cause| format!("{text}: {cause}"))
    }

    /// What to type instead.
    pub(super) fn help(&self) -> Option<String> {
        match self {
            Self::Docs(doc_set::Error::NoFolder(path)) => Some(match nearest_folder(path) {
                Some(near) => format!("did you mean `{}`?", near.display()),
                None => format!("name {DOC_SET}: `docwright check path/to/docs`"),
            }),
            Self::Docs(doc_set::Error::NoPage(_, nearest)) => Some(match nearest {
                Some(near) => format!("did you mean `{near}`?"),
                None => "give its path as seen from here".to_owned(),
            }),
            Self::Docs(doc_set::Error::NoPages(_)) => Some(format!("name {DOC_SET}")),
            Self::Docs(doc_set::Error::NoIncludeRoot(path)) => Some(match nearest_folder(path) {
                Some(near) => format!("did you mean `{}`?", near.display()),
                None => "`--include-root` and the `docwright.toml` of the docs name such folders"
                    .to_owned(),
            }),
            Self::Config(config::Error::File(error)) => error.help.clone(),
            Self::Config(config::Error::BaseUrl(text, _)) => meant_base_url(text),
            Self::Config(config::Error::Read(_) | config::Error::Version(..)) => None,
            Self::Config(config::Error::NoDocs(_, path)) => Some(match nearest_folder(path) {
                Some(near) => format!("did you mean the folder `{}`?", near.display()),
                None => format!("name {DOC_SET}, by its way from the folder of this file"),
            }),
            Self::Settled(_) => {
                Some("change it by hand, or look at a new one: `docwright init --print`".to_owned())
            }
            Self::DocsElsewhere(_) => Some(
                "run it in the repository that holds the docs, or in a folder above them; `--print` shows \
                 what it would write"
                    .to_owned(),
            ),
            Self::IntoDocs { place: None, .. } => {
                Some("name another folder with `--out`".to_owned())
            }
            Self::IntoDocs { .. } => Some("name a folder beside the docs".to_owned()),
            Self::Config(config::Error::NoBaseline(path, _)) => {
                Some(format!("`docwright check --write-baseline {}` writes it", path.display()))
            }
            Self::Config(config::Error::NoCorrections(path, _)) => Some(format!(
                "`docwright check --against FILE --write-corrections {}` proposes some",
                path.display()
            )),
            Self::Config(config::Error::TwoDependencies(..)) => Some("keep one of the two".to_owned()),
            Self::Config(config::Error::NoService(_)) => {
                Some("name what the service answers to `$metadata`, or its OpenAPI document".to_owned())
            }
            Self::Config(config::Error::NoDialect(named)) => {
                let names = BUILT_IN.iter().map(|it| it.dialect.name.as_str());
                Some(match spelling::meant(named, names) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "`docwright dialects` lists those that have a name".to_owned(),
                })
            }
            Self::Docs(doc_set::Error::Unread { .. }) => Some(
                "`docwright check` shows where; without these pages nothing is made".to_owned(),
            ),
            Self::Foreign { dialect, looked_for, .. } => Some(format!(
                "read as `{dialect}`, which looks for {looked_for}. `docwright init` finds out which dialect \
                 reads most, `--dialect NAME` takes another, and `docwright dialects {dialect} > own.toml` \
                 begins one of your own"
            )),
            Self::NoOperation { dialect, .. } => Some(format!(
                "`[request-lines]` of a dialect says where requests stand, which are looked for as `{dialect}` does; \
                 `docwright init` proposes one"
            )),
            Self::Unmended(_) => Some("these pages are as they were; look at them and try again".to_owned()),
            Self::Git(_) | Self::NoRepository(_) => {
                Some("what stands at a revision is told by git, in a checkout of the docs".to_owned())
            }
            Self::NoRevision(_) => Some(
                "name a commit, a tag or a branch; a shallow checkout has none before its own: `git fetch --unshallow`"
                    .to_owned(),
            ),
            Self::Compare(_, help) => help.clone(),
            Self::Docs(_) | Self::Threads(_) | Self::Print(_) => None,
            Self::Name { place: None, .. } => {
                Some("give the client another with `--name`".to_owned())
            }
            Self::Name { .. } => Some("write another name there".to_owned()),
            Self::Select(error) => error.help.clone(),
            Self::Derives(error) => error.help.clone(),
            Self::Output(error) => help_on_output(error).map(str::to_owned),
            Self::NoPage { nearest, .. } => Some(match nearest {
                Some(near) => format!("did you mean `{near}`?"),
                None => "give the page's path below the doc set, and the doc set with `--docs`"
                    .to_owned(),
            }),
            Self::NoDialect { nearest, .. } => Some(match nearest {
                Some(near) => format!("did you mean `{near}`?"),
                None => "`docwright dialects` lists them".to_owned(),
            }),
            Self::NoRule { nearest, .. } => Some(match nearest {
                Some(near) => format!("did you mean `{near}`?"),
                None => "`docwright rules` lists them".to_owned(),
            }),
        }
    }
}

impl Failure {
    /// Nobody reads any more what is printed.
    pub(super) fn is_unread(&self) -> bool {
        matches!(self, Self::Print(error) if error.kind() == std::io::ErrorKind::BrokenPipe)
    }

    /// There is no page where one is named.
    pub(super) fn no_page(page: &Path) -> Self {
        let name = page.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
        let folder = page.parent().filter(|it| !it.as_os_str().is_empty());
        let beside = doc_set::pages(folder.unwrap_or(Path::new(".")));
        let near = spelling::meant(&name, beside.iter().map(String::as_str));
        let nearest = near.map(|near| page.with_file_name(near).to_string_lossy().into_owned());
        Self::Docs(doc_set::Error::NoPage(page.to_owned(), nearest))
    }
}

impl From<doc_set::Error> for Failure {
    fn from(error: doc_set::Error) -> Self {
        Self::Docs(error)
    }
}

impl From<config::Error> for Failure {
    fn from(error: config::Error) -> Self {
        Self::Config(error)
    }
}

impl From<output::Error> for Failure {
    fn from(error: output::Error) -> Self {
        Self::Output(error)
    }
}

impl From<select::Error> for Failure {
    fn from(error: select::Error) -> Self {
        Self::Select(error)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Print(error)
    }
}

/// What to do about what stands in the output folder.
fn help_on_output(error: &output::Error) -> Option<&'static str> {
    use output::{Error, Obstacle};
    match error {
        Error::InTheWay(_) => Some("move the file away, or name another place"),
        Error::NotPlain(_, Obstacle::Link) => {
            Some("remove the link, or name the folder that it leads to")
        }
        Error::NotPlain(..) | Error::OtherPackage(_) => {
            Some("move it away, or name another folder with `--out`")
        }
        Error::Manifest(..) | Error::TooLarge(_) => {
            Some("remove the file, then whatever of an earlier run is no longer generated")
        }
        Error::MadeOf { .. } => {
            Some("name another folder with `--out`, or `--force` to replace it")
        }
        Error::Busy(_) => Some("wait for it to end, or end it"),
        Error::Path(..) | Error::SamePath(..) => {
            Some("what the page calls it can't be a file's name: mend the page, or leave it out")
        }
        Error::Io(..) => None,
    }
}

/// The folder beside a missing one with the nearest name.
pub(super) fn nearest_folder(missing: &Path) -> Option<PathBuf> {
    let name = missing.file_name()?.to_string_lossy().into_owned();
    let parent = missing.parent().filter(|it| !it.as_os_str().is_empty());
    let parent = parent.unwrap_or(Path::new("."));
    let folders: Vec<String> = crate::doc_set::folders(parent);
    let near = spelling::meant(&name, folders.iter().map(String::as_str))?;
    Some(missing.with_file_name(near))
}
