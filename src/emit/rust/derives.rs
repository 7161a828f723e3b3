//! Derives that a user adds to emitted types: texts in, what stands before each type out. Of a text nothing reaches the code but
//! the names of a path.

mod asked;
mod standard;
mod which;

pub use self::asked::Within;
pub(super) use self::which::Kind;

use self::asked::{Asked, Problem};
use self::standard::Of;
use self::which::Which;
use super::naming::{PathTree, Types};
use super::templates::Code;
use crate::model::{Model, Type};
use crate::spelling;
use std::fmt;

/// A derive as a user asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Derive {
    /// A path for every type, or which types, `=` and the path.
    pub text: String,
    /// Where it is written, if in a file: `path:line:column`.
    pub place: Option<String>,
}

/// Derives that can be written: each is of some type and can be derived for all that it is of.
#[derive(Clone, Debug, Default)]
pub struct Derives(Vec<Asked>);

/// Why a derive can't be written, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeriveError {
    /// What was asked for.
    pub derive: Derive,
    /// What is wrong with it.
    pub problem: String,
    /// What to write instead.
    pub help: Option<String>,
}

impl fmt::Display for DeriveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.derive.place {
            write!(f, "{place}: ")?;
        }
        write!(f, "derives `{}`: {}", self.derive.text, self.problem)
    }
}

impl std::error::Error for DeriveError {}

/// What a user adds to one type.
#[derive(Debug, Default)]
pub(super) struct Added {
    /// Paths within `#[derive(…)]`.
    derives: Vec<Code>,
    /// `Eq` is written out: a derive would ask it of floats, of which equal ones are equal here.
    pub(super) is_eq: bool,
    /// `Hash` is written out, since values are equal by what they mean.
    pub(super) is_hash: bool,
}

/// What a pattern may name, in lower case.
struct Thing {
    kind: Kind,
    names: Vec<String>,
    /// As messages show it.
    shown: String,
}

impl Derives {
    /// Reads what is asked for.
    ///
    /// # Errors
    ///
    /// If it is no path, is there anyway, is of no type, or can't be derived.
    pub fn read(asked: &[Derive], model: &Model, within: Within<'_>) -> Result<Self, DeriveError> {
        if asked.is_empty() {
            return Ok(Self::default());
        }
        let things = things(model);
        let mut all: Vec<Asked> = Vec::new();
        for derive in asked {
            let read = Asked::read(&derive.text, within).and_then(|one| {
                check(&one, &things, model)?;
                let is_ordered = || asked.iter().any(|it| it.text.trim().ends_with("PartialOrd"));
                if one.is_standard("Ord") && !is_ordered() {
                    let help = "write `enum:* = PartialOrd`, too";
                    return Err(Problem::new("it needs `PartialOrd`", help));
                }
                match all.contains(&one) {
                    true => Err(Problem::new("it is asked for twice", "keep one of the two")),
                    false => Ok(one),
                }
            });
            all.push(read.map_err(|Problem { problem, help }| DeriveError {
                derive: derive.clone(),
                problem,
                help: Some(help),
            })?);
        }
        Ok(Self(all))
    }

    /// What is added to a type of these names.
    pub(super) fn of(&self, kind: Kind, names: &[&str]) -> Added {
        let mut added = Added::default();
        if self.0.is_empty() {
            return added;
        }
        let names: Vec<String> = names.iter().map(|it| it.to_lowercase()).collect();
        let mut seen = Vec::new();
        for asked in self.0.iter().filter(|it| it.which.is(kind, &names)) {
            let known = asked.standard();
            // `Ord` and `std::cmp::Ord` are one.
            let path = known.map_or_else(|| asked.path.clone(), |it| vec![it.name.to_owned()]);
            if seen.contains(&path) || matches!(known.map(|it| it.of(kind)), Some(Of::There)) {
                continue;
            }
            seen.push(path);
            match known.map(|it| (it.name, it.of(kind))) {
                Some(("Eq", Of::Written)) => added.is_eq = true,
                Some((_, Of::Written)) => added.is_hash = true,
                _ => added.derives.push(asked.code()),
            }
        }
        added
    }
}

impl Added {
    /// What is within `#[derive(…)]`, behind the derives that all have.
    pub(super) fn behind(&self, all: &'static str) -> Code {
        Code::list([Code::name(all)].into_iter().chain(self.derives.iter().cloned()))
    }
}

/// Checks that a derive is of some type, and can be derived for all that it is of.
fn check(asked: &Asked, things: &[Thing], model: &Model) -> Result<(), Problem> {
    let kinds: Vec<Kind> = Kind::ALL
        .into_iter()
        .filter(|kind| things.iter().any(|it| it.kind == *kind && asked.which.is(*kind, &it.names)))
        .collect();
    if kinds.is_empty() {
        return Err(nothing(&asked.which, things, model));
    }
    let Some(known) = asked.standard() else { return Ok(()) };
    for kind in &kinds {
        if let Of::Never(why) = known.of(*kind) {
            let problem = format!("{} can't have `{}`: {why}", kind.several(), known.name);
            let other = Kind::ALL.into_iter().find(|it| {
                kinds.contains(it) && matches!(known.of(*it), Of::Derived | Of::Written)
            });
            return Err(Problem::new(
                problem,
                match other {
                    Some(kind) => format!("write `{}:* = {}`", kind.name(), known.name),
                    None => "take it out".to_owned(),
                },
            ));
        }
    }
    match kinds.iter().all(|kind| matches!(known.of(*kind), Of::There)) {
        true => Err(Problem::new("it is there anyway", "take it out")),
        false => Ok(()),
    }
}

/// What to say of a pattern that names nothing.
fn nothing(which: &Which, things: &[Thing], model: &Model) -> Problem {
    let Which::Some(kinds, glob) = which else {
        return Problem::new("the client has no types", "take it out");
    };
    let written = which.to_string();
    if let Some(other) = things.iter().find(|it| which.names(&it.names)) {
        let (kind, shown) = (other.kind, &other.shown);
        let problem = format!("`{shown}` is {}", kind.one());
        return Problem::new(problem, format!("write `{}:{glob} = …`", kind.name()));
    }
    let problem = format!("nothing is `{written}`");
    let is_left_out = model.types.values().any(|ty| {
        let name = ty.name();
        which.names(&[name.name.to_lowercase(), name.qualified().to_lowercase()])
    });
    if is_left_out {
        return Problem::new(
            problem,
            "the selection leaves that type out: include it, or take this out",
        );
    }
    let of_kinds = || things.iter().filter(|it| kinds.contains(&it.kind));
    let names = of_kinds().flat_map(|it| it.names.iter().map(String::as_str));
    let near = spelling::meant(glob.trim_matches('*'), names);
    let near = near.and_then(|near| of_kinds().find(|it| it.names.iter().any(|name| name == near)));
    let prefix = written.split(':').next().unwrap_or_default();
    Problem::new(
        problem,
        match (near, of_kinds().next()) {
            (Some(near), _) => format!("did you mean `{prefix}:{}`?", near.shown),
            (None, Some(one)) => format!(
                "name one as the docs do, such as `{prefix}:{}`, or several by a star",
                one.shown
            ),
            (None, None) => "the client has none of these: take it out".to_owned(),
        },
    )
}

/// Everything that derives can be added to.
fn things(model: &Model) -> Vec<Thing> {
    let types = Types::of(model);
    let of_types = types.entries(model).map(|(id, entry)| {
        let ty = model.ty(id);
        let names =
            [ty.name().name.clone(), ty.name().qualified(), entry.name.type_ident().to_string()];
        let kind = match ty {
            Type::Structured(_) => Kind::Struct,
            Type::Enum(_) => Kind::Enum,
        };
        Thing::of(kind, &names)
    });
    let tree = PathTree::of(model);
    let of_actions = tree
        .parameters
        .iter()
        .map(|it| Thing::of(Kind::Parameters, &[it.name.type_ident().to_string()]));
    of_types.chain(of_actions).collect()
}

impl Thing {
    fn of(kind: Kind, names: &[String]) -> Self {
        let shown = names.first().cloned().unwrap_or_default();
        Self { kind, names: names.iter().map(|it| it.to_lowercase()).collect(), shown }
    }
}
