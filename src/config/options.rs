//! The declaration of what can be set: one row a thing, by one name as a key of `docwright.toml`, as a flag of `generate` and
//! `check`, and as a method of `Builder`.
//!
//! To add one: its row here, a flag in `cli/args.rs`, a method in `build_script.rs`, and a field of
//! [`Config`](super::Config) that the three of them fill. The file is read, and its schema written, by the rows alone;
//! `tests/settings/options.rs` holds the three sets equal.

use super::confines::TRUSTED_ROOT;

/// Something that can be set.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// The key, the flag without its dashes, the method with `_` for `-`.
    pub name: &'static str,
    /// What it takes in `docwright.toml`.
    pub takes: Takes,
    /// What the value is, for whoever writes another: `a list of folders`.
    pub is: &'static str,
    /// A value as TOML writes it.
    pub example: &'static str,
    /// What it does, for editors.
    pub does: &'static str,
    /// Where it can't be set, and why.
    pub not: Option<(Place, &'static str)>,
}

/// The value of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Text.
    Text,
    /// A list of texts.
    Texts,
    /// The way from the file's folder to a file or folder, called so.
    Way(&'static str),
    /// A list of such ways.
    Ways(&'static str),
    /// A list of names of rules.
    Rules,
    /// A list of these words.
    Words(&'static [&'static str]),
}

/// Where something is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In `docwright.toml`.
    File,
    /// By a method of `Builder`.
    Builder,
}

impl Setting {
    /// Whether it can be set there.
    pub fn is_in(&self, place: Place) -> bool {
        self.not.is_none_or(|(not, _)| not != place)
    }
}

/// All of them, by name.
pub const OPTIONS: &[Setting] = &[
    Setting {
        name: "allow",
        takes: Takes::Rules,
        is: "a list of rules",
        example: "[\"dead-link\"]",
        does: "Rules that tell nothing; also families of rules, `all`, or `warnings` for whatever would warn.",
        not: None,
    },
    Setting {
        name: "base-url",
        takes: Takes::Text,
        is: "the URL that paths are relative to, version included",
        example: "\"https://api.acme.example/v2\"",
        does: "Where the service answers, version included, if not as the dialect says.",
        not: None,
    },
    Setting {
        name: "baseline",
        takes: Takes::Way("file"),
        is: "a file",
        example: "\"docwright-baseline.toml\"",
        does: "The file of findings that are known and not told, as `docwright check --write-baseline` writes it.",
        not: None,
    },
    Setting {
        name: "corrections",
        takes: Takes::Way("file"),
        is: "a file",
        example: "\"docwright-corrections.toml\"",
        does: "The file of corrections: what somebody knows better than the docs, by name and with a reason.",
        not: None,
    },
    Setting {
        name: "deny",
        takes: Takes::Rules,
        is: "a list of rules",
        example: "[\"inferred-type\"]",
        does: "Rules that let a check fail.",
        not: None,
    },
    Setting {
        name: "dependencies",
        takes: Takes::Texts,
        is: "a list of dependencies, as a `Cargo.toml` has them",
        example: "['strum = { version = \"0.28\", features = [\"derive\"] }']",
        does: "What the emitted crate depends on besides `docwright-client`: the crates of its `derives`, each a line as in a `Cargo.toml` with `version`, `path`, `package`, `features` or `default-features`. Counts for the `out` of the same file.",
        not: Some((Place::Builder, "the crate around a build script depends on them itself")),
    },
    Setting {
        name: "derives",
        takes: Takes::Texts,
        is: "a list of derives",
        example: "[\"Eq\", \"enum:* = PartialOrd\", \"type:order = own::Trait\"]",
        does: "Derives that emitted types have besides their own (`Clone`, `Debug`, `PartialEq`; structs `Default`, enums `Eq` and `Hash`): a path for all, or for those of a name with `*` for anything, as the docs call them: `type:`, of which `struct:` and `enum:`, and `parameters:` by their name in Rust. Structs have a field `extra` and fields of `docwright-client`, which have no traits of other crates; they can have `Eq` and `Hash`, but not `Copy` nor an order. A derive sees names as Rust spells them: what JSON has is known to the client's feature `serde`.",
        not: None,
    },
    Setting {
        name: "dialect",
        takes: Takes::Way("file"),
        is: "a name or a file",
        example: "\"graph\"",
        does: "How the docs spell things: a name that `docwright dialects` lists, or a file that describes it.",
        not: None,
    },
    Setting {
        name: "docs",
        takes: Takes::Way("folder"),
        is: "a folder of pages, or one page",
        example: "\"docs\"",
        does: "The docs. From anywhere in the repository a command is about them.",
        not: None,
    },
    Setting {
        name: "emit",
        takes: Takes::Words(&["rust", "tests", "model"]),
        is: "a list of what is written",
        example: "[\"rust\", \"tests\"]",
        does: "What is written: the crate, tests that its documented examples hold, the model as JSON.",
        not: Some((Place::Builder, "a build script makes one file of Rust")),
    },
    Setting {
        name: "exclude",
        takes: Takes::Texts,
        is: "a list of selectors",
        example: "[\"DELETE /**\"]",
        does: "What is left out of what is included, by selectors as for `include`.",
        not: None,
    },
    Setting {
        name: "expand",
        takes: Takes::Texts,
        is: "a list of relationships",
        example: "[\"order.customer\"]",
        does: "Relationships that become fields, with types of what they lead to; the others stay in `extra` unless their type is there anyway.",
        not: None,
    },
    Setting {
        name: "include",
        takes: Takes::Texts,
        is: "a list of selectors",
        example: "[\"/orders/**\", \"type:customer\"]",
        does: "What the client is made of, besides what that needs: paths (`GET /orders/{id}/**`), pages (`page:api/order-*.md`), types (`type:order`), or permissions that the caller holds (`permission:Orders.Read`).",
        not: None,
    },
    Setting {
        name: "include-root",
        takes: Takes::Ways("folder"),
        is: "a list of folders",
        example: "[\"../includes\"]",
        does: "Further folders that pages may include from.",
        not: None,
    },
    Setting {
        name: "name",
        takes: Takes::Text,
        is: "the name of a crate",
        example: "\"acme\"",
        does: "The name of the emitted crate, or of the module that a build script makes.",
        not: None,
    },
    Setting {
        name: "out",
        takes: Takes::Way("folder"),
        is: "a folder",
        example: "\"generated\"",
        does: "The folder to write the crate to. `docwright check` compares it; a build script writes to `OUT_DIR`.",
        not: None,
    },
    Setting {
        name: "runtime",
        takes: Takes::Text,
        is: "a folder or a repository",
        example: "\"path=client\"",
        does: "Where the emitted crate gets `docwright-client`, if not from the registry: `path=` and a folder, or `git=https://` and the rest, with `#` and a commit behind it. Counts for the `out` of the same file.",
        not: Some((Place::Builder, "the crate around a build script depends on it itself")),
    },
    Setting {
        name: "service-version",
        takes: Takes::Text,
        is: "a segment of the base URL",
        example: "\"v2\"",
        does: "The version of the service that the docs are of.",
        not: None,
    },
    Setting {
        name: TRUSTED_ROOT,
        takes: Takes::Ways("folder"),
        is: "a list of folders",
        example: "[\"../shared\"]",
        does: "Further folders that settings may name files and folders in.",
        not: Some((Place::File, "what may be reached is not for the file to say")),
    },
    Setting {
        name: "warn",
        takes: Takes::Rules,
        is: "a list of rules",
        example: "[\"dead-link\"]",
        does: "Rules that are told and let a check pass.",
        not: None,
    },
];

/// The option of a name.
pub(super) fn option(name: &str) -> Option<&'static Setting> {
    OPTIONS.iter().find(|it| it.name == name)
}
