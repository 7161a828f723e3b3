//! One derive that is asked for: a text in, a path and which types it is for out.

use super::standard::{Standard, names, standard};
use super::which::{KINDS, Which};
use crate::emit::rust::templates::Code;
use crate::spelling;
use proc_macro2::{Ident, Span};
use syn::parse::Parser;

/// Where the derives are to be found.
#[derive(Clone, Copy, Debug)]
pub enum Within<'a> {
    /// In a crate that depends on these besides its run time.
    Crate(&'a [&'a str]),
    /// In whatever crate includes the code.
    Include,
}

/// A derive, and what it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) which: Which,
    /// Names, some of them raw. (Identifiers as tokens are of one thread.)
    pub(super) path: Vec<String>,
}

/// What is wrong with a derive, before it is known where it stands, and what to write.
#[derive(Debug)]
pub(super) struct Problem {
    pub(super) problem: String,
    pub(super) help: String,
}

impl Problem {
    pub(super) fn new(problem: impl Into<String>, help: impl Into<String>) -> Self {
        Self { problem: problem.into(), help: help.into() }
    }
}

/// Crates that each crate sees.
const OF_RUST: &[&str] = &["alloc", "core", "std"];
const RUNTIME: &str = "docwright_client";
/// Derives that would say something else of JSON than what is sent: they see names as Rust spells them.
const OF_JSON: &[(&str, &str, &str, &str)] = &[
    ("serde", "Deserialize", BY_FEATURE, FEATURE),
    ("serde", "Serialize", BY_FEATURE, FEATURE),
    (
        "schemars",
        "JsonSchema",
        NO_SCHEMA,
        "take it out; the model as JSON says what is sent: `emit = [\"model\"]`",
    ),
];
const BY_FEATURE: &str =
    "all types have it by a feature of the client, under the names that JSON has";
const FEATURE: &str = "turn that on where you depend on the client: `features = [\"serde\"]`";
const NO_SCHEMA: &str =
    "the types of the run time have none, and it would show names as Rust spells them";
/// What there is to write.
const FORMS: &str = "write `strum::IntoStaticStr`, or for some types alone `enum:* = PartialOrd`, \
    `type:order = own::Trait`, `struct:*Result = …`, `parameters:* = …`";

impl Asked {
    /// Reads one.
    pub(super) fn read(text: &str, within: Within<'_>) -> Result<Self, Problem> {
        let (which, path) = match text.split_once('=') {
            Some((which, path)) => (read_which(which.trim())?, path.trim()),
            None => (Which::All, text.trim()),
        };
        let asked = Self { which, path: read_path(path)? };
        asked.check_crate(within)?;
        Ok(asked)
    }

    /// The derive of Rust's own that it is.
    pub(super) fn standard(&self) -> Option<&'static Standard> {
        match self.path.as_slice() {
            [name] => standard(name),
            [krate, .., name] if OF_RUST.contains(&krate.as_str()) => standard(name),
            _ => None,
        }
    }

    /// Whether it is this one.
    pub(super) fn is_standard(&self, name: &str) -> bool {
        self.standard().is_some_and(|it| it.name == name)
    }

    /// The path from anywhere in emitted code.
    pub(super) fn code(&self) -> Code {
        let mut names = self.path.iter().map(|name| match name.strip_prefix("r#") {
            Some(name) => Code::from(&Ident::new_raw(name, Span::call_site())),
            None => Code::from(&Ident::new(name, Span::call_site())),
        });
        let is_rooted = self.path.len() == 1 || self.path.first().is_some_and(|it| it == "crate");
        let first = if is_rooted { names.next() } else { None };
        names.fold(first.unwrap_or(Code::name("")), |path, name| path.then(&name))
    }

    /// Checks that emitted code sees the crate that the path begins with.
    fn check_crate(&self, within: Within<'_>) -> Result<(), Problem> {
        let name = self.path.last().map(String::as_str).unwrap_or_default();
        let [krate, _, ..] = self.path.as_slice() else {
            if standard(name).is_some() {
                return Ok(());
            }
            let help = match spelling::meant(name, names()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("write it behind the crate that has it: `own::{name}`"),
            };
            return Err(Problem::new("it is no derive of Rust's own", help));
        };
        if let Some((.., why, help)) =
            OF_JSON.iter().find(|(of, it, ..)| of == krate && *it == name)
        {
            return Err(Problem::new(*why, *help));
        }
        if OF_RUST.contains(&krate.as_str()) {
            return match standard(name) {
                Some(_) => Ok(()),
                None => Err(Problem::new("it is no derive of Rust's own", FORMS)),
            };
        }
        let Within::Crate(dependencies) = within else { return Ok(()) };
        if krate == "crate" {
            let help = "name the crate that has it, which `dependencies` names, too";
            return Err(Problem::new("`crate` is the emitted one, which has no derives", help));
        }
        let bare = krate.trim_start_matches("r#");
        match krate == RUNTIME || dependencies.iter().any(|it| it.replace('-', "_") == bare) {
            true => Ok(()),
            false => Err(Problem::new(
                format!("the emitted crate does not depend on `{bare}`"),
                format!(
                    "add it: `dependencies = ['{bare} = \"…\"']`, with its version as in a `Cargo.toml`"
                ),
            )),
        }
    }
}

fn read_path(text: &str) -> Result<Vec<String>, Problem> {
    let parse = |text: &str| syn::Path::parse_mod_style.parse_str(text);
    if text.is_empty() {
        return Err(Problem::new("nothing is written", FORMS));
    }
    let Ok(path) = parse(text) else {
        let inner = text.trim_start_matches("#[").trim_end_matches(']');
        let inner = inner.strip_prefix("derive(").and_then(|it| it.strip_suffix(')'));
        let names: Vec<&str> = inner.unwrap_or(text).split(',').map(str::trim).collect();
        let help = match names.iter().all(|it| parse(it).is_ok()) {
            true => format!("write each alone: `{}`", names.join("`, `")),
            false => FORMS.to_owned(),
        };
        return Err(Problem::new("it is no path", help));
    };
    let path: Vec<String> = path.segments.into_iter().map(|it| it.ident.to_string()).collect();
    match path.iter().find(|it| ["self", "super", "Self"].contains(&it.as_str())) {
        Some(word) => Err(Problem::new(
            format!("`{word}` is another module in each file"),
            "begin with the name of a crate",
        )),
        None => Ok(path),
    }
}

fn read_which(text: &str) -> Result<Which, Problem> {
    let Some((kind, glob)) = text.split_once(':') else {
        return Err(match text {
            "" | "*" => Problem::new("it is for all types", "write the derive alone, without `=`"),
            _ => Problem::new(
                format!("`{text}` says not of which kind it is"),
                format!("write `type:{text} = …`, or `struct:`, `enum:` or `parameters:`"),
            ),
        });
    };
    let (kind, glob) = (kind.trim().to_lowercase(), glob.trim().to_lowercase());
    match KINDS.iter().find(|(name, _)| *name == kind) {
        Some((kind, _)) if glob.is_empty() => Err(Problem::new(
            format!("nothing follows `{kind}:`"),
            format!("write `{kind}:*` for all"),
        )),
        Some((_, kinds)) => Ok(Which::Some(kinds, glob)),
        None => {
            let near = spelling::meant(&kind, KINDS.iter().map(|(name, _)| *name));
            let help = match near {
                Some(near) => format!("did you mean `{near}:{glob}`?"),
                None => "there are `type:`, `struct:`, `enum:` and `parameters:`".to_owned(),
            };
            Err(Problem::new(format!("there is no kind `{kind}:`"), help))
        }
    }
}
