//! What the emitted crate depends on besides its run time: lines as cargo's manifests have them.

use super::confines::Confines;
use crate::toml_file::{FileError, Named};
use std::fmt;
use std::path::Path;
use toml::de::{DeTable, DeValue};

/// What to write.
pub(super) const HELP: &str = "write a line as a `Cargo.toml` has it: `'strum = { version = \"0.28\", features = [\"derive\"] }'`";

/// What a line may say of a crate.
const KEYS: &[&str] = &["version", "path", "package", "features", "default-features"];

/// A crate that the emitted one depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dependency {
    /// What the emitted crate calls it.
    pub name: String,
    /// Which versions of it.
    pub version: Option<String>,
    /// The folder that it stands in, as seen from the working directory.
    pub path: Option<String>,
    /// What it is called itself.
    pub package: Option<String>,
    /// Its features.
    pub features: Vec<String>,
    /// Without its default features.
    pub is_bare: bool,
    /// Where it is named, if in a file of settings.
    pub place: Option<String>,
}

impl Dependency {
    /// Reads a line: `strum = "0.28"`, `own = { path = "../own" }`.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is no dependency of a crate");
        let table = DeTable::parse(text).map_err(|_| wrong())?.into_inner();
        let mut lines = table.iter();
        let (Some((name, value)), None) = (lines.next(), lines.next()) else { return Err(wrong()) };
        let name: &str = name.get_ref();
        let is_name = |text: &str| {
            let is_part = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
            text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.chars().all(is_part)
        };
        if !is_name(name) {
            return Err(format!("`{name}` is no name of a crate"));
        }
        if name.replace('_', "-") == "docwright-client" {
            return Err(
                "the crate depends on its run time anyway, and `runtime` says where that is"
                    .to_owned(),
            );
        }
        let mut dependency = Self {
            name: name.to_owned(),
            version: None,
            path: None,
            package: None,
            features: Vec::new(),
            is_bare: false,
            place: None,
        };
        let version = |text: &str| {
            let is_part = |c: char| c.is_ascii_alphanumeric() || ".^~=<>,*+- ".contains(c);
            let is_version = text.contains(|c: char| c.is_ascii_digit() || c == '*');
            match is_version && text.chars().all(is_part) {
                true => Ok(Some(text.to_owned())),
                false => Err(format!("`{text}` is no version")),
            }
        };
        let table = match value.get_ref() {
            DeValue::String(text) => return Ok(Self { version: version(text)?, ..dependency }),
            DeValue::Table(table) => table,
            _ => return Err(wrong()),
        };
        for (key, value) in table {
            match (&**key.get_ref(), value.get_ref()) {
                ("version", DeValue::String(text)) => dependency.version = version(text)?,
                ("path", DeValue::String(path)) if !path.is_empty() => {
                    dependency.path = Some(path.clone().into_owned());
                }
                ("package", DeValue::String(text)) if is_name(text) => {
                    dependency.package = Some(text.clone().into_owned());
                }
                ("features", DeValue::Array(features)) => {
                    for feature in features {
                        let is_part = |c: char| c.is_alphanumeric() || "-_+./?:".contains(c);
                        match feature.get_ref() {
                            DeValue::String(text) if text.chars().all(is_part) => {
                                dependency.features.push(text.clone().into_owned());
                            }
                            _ => return Err("`features` is a list of names".to_owned()),
                        }
                    }
                }
                ("default-features", DeValue::Boolean(is_whole)) => dependency.is_bare = !is_whole,
                (key, _) if KEYS.contains(&key) => {
                    return Err(format!("`{key}` is not as a `Cargo.toml` has it"));
                }
                (key, _) => {
                    return Err(format!("`{key}` is not taken here, only `{}`", KEYS.join("`, `")));
                }
            }
        }
        match dependency.version.is_none() && dependency.path.is_none() {
            true => Err(format!("`{name}` has neither `version` nor `path`")),
            false => Ok(dependency),
        }
    }

    /// One of a file of settings, which says it for a crate in its own repository alone, as with the run time.
    pub(super) fn of_file(
        named: &Named,
        folder: &Path,
        confines: &Confines,
        is_own: bool,
    ) -> Result<Self, FileError> {
        if !is_own {
            let wrong = "`dependencies` count for the `out` of the same file, and the client goes elsewhere";
            return Err(named.error(wrong, "give the flag: `--dependencies`"));
        }
        let mut dependency = Self::parse(&named.way).map_err(|wrong| named.error(wrong, HELP))?;
        dependency.place = Some(named.place.clone());
        if let Some(path) = &mut dependency.path {
            let named = Named { way: path.clone(), place: named.place.clone() };
            *path = confines.place(folder, &named)?.to_string_lossy().into_owned();
        }
        Ok(dependency)
    }

    /// The first that is called like one before it.
    pub(super) fn twice(all: &[Self]) -> Option<&Self> {
        let name = |it: &Self| it.name.replace('_', "-");
        let again = |index: &usize| all[..*index].iter().any(|it| name(it) == name(&all[*index]));
        (1..all.len()).find(again).map(|index| &all[index])
    }

    /// What stands behind the name in a manifest, for a crate to which the folder is there.
    pub fn value(&self, path: Option<&str>) -> String {
        // What JSON writes as text is text in TOML, too.
        let text = |text: &str| serde_json::Value::from(text).to_string();
        let pair = |key: &str, value: Option<&str>| value.map(|it| format!("{key} = {}", text(it)));
        let features = serde_json::Value::from(self.features.clone());
        let features = (!self.features.is_empty()).then(|| format!("features = {features}"));
        let keys = [
            pair("version", self.version.as_deref()),
            pair("path", path),
            pair("package", self.package.as_deref()),
            self.is_bare.then(|| "default-features = false".to_owned()),
            features,
        ];
        format!("{{ {} }}", keys.into_iter().flatten().collect::<Vec<_>>().join(", "))
    }
}

impl fmt::Display for Dependency {
    /// As [`Self::parse`] reads it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} = {}", self.name, self.value(self.path.as_deref()))
    }
}
