//! The arguments that choose what a client is made of, and those that add to it.

use crate::config::Dependency;
use crate::emit::rust::Derive;
use crate::select::Selection;

/// What of the docs the client is made of.
#[derive(Debug, clap::Args)]
pub(super) struct Choice {
    /// Make the client of this and what it needs; of everything unless given. A selector is a path, with
    /// or without methods (`GET /orders`, `/orders/{id}/**`), a page (`page:api/order-*.md`), a type
    /// (`type:order`), or a permission that the caller holds (`permission:Orders.Read`,
    /// `permission:application:Orders.Read`). May be given several times, as may `--exclude` and `--expand`.
    #[arg(long, value_name = "SELECTOR")]
    pub(super) include: Vec<String>,
    /// Leave this out of what is included.
    #[arg(long, value_name = "SELECTOR")]
    pub(super) exclude: Vec<String>,
    /// Make a field of this relationship, and a type of what it leads to; otherwise it stays in `extra`
    /// where nothing else needs its type.
    #[arg(long, value_name = "TYPE.RELATIONSHIP")]
    pub(super) expand: Vec<String>,
}

/// What a client has besides what is in the docs.
#[derive(Debug, clap::Args)]
pub(super) struct Additions {
    /// Add this derive to all emitted types, or to those named before it: `enum:* = PartialOrd`,
    /// `type:order = own::Trait`, `struct:*Result = …`, `parameters:* = …`. May be given several times.
    #[arg(long, value_name = "DERIVE")]
    pub(super) derives: Vec<String>,
    /// What the crate depends on besides its run time, as its `Cargo.toml` is to say it:
    /// `strum = "0.28"`. May be given several times.
    #[arg(long, value_name = "DEPENDENCY", value_parser = Dependency::parse)]
    pub(super) dependencies: Vec<Dependency>,
}

impl Additions {
    /// The derives that the arguments ask for.
    pub(super) fn derives(&self) -> Vec<Derive> {
        self.derives.iter().map(|text| Derive { text: text.clone(), place: None }).collect()
    }
}

impl Choice {
    /// The selection that the arguments ask for.
    pub(super) fn selection(&self) -> Selection {
        Selection {
            include: self.include.clone(),
            exclude: self.exclude.clone(),
            expand: self.expand.clone(),
            ..Selection::default()
        }
    }

    /// The same arguments as somebody types them, each behind a space.
    pub(super) fn typed(&self) -> String {
        let lists =
            [("include", &self.include), ("exclude", &self.exclude), ("expand", &self.expand)];
        let typed = lists.iter().flat_map(|(name, texts)| {
            texts.iter().map(move |text| format!(" --{name} '{}'", text.replace('\'', "'\\''")))
        });
        typed.collect()
    }
}
