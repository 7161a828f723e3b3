//! `undocumented-body-property`: a request body's table lists what the type does not have.

use super::pages::{OperationsOfPages, body_rows};
use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::facts::PropertyClaim;
use crate::model::{ItemType, TypeId};
use crate::rules::cx::{RuleCx, is_protocol};
use crate::spelling::Guesses;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

pub(super) static UNDOCUMENTED_BODY_PROPERTY: Rule = Rule {
    name: "undocumented-body-property",
    level: Level::Warn,
    summary: "a request body's table lists what the type does not have",
    explanation: include_str!("undocumented_body_property.md"),
};

/// Looks for the rows of body tables among the properties of the body's type.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    let guesses = Guesses::default();
    let elsewhere: OnceCell<Elsewhere> = OnceCell::new();
    let of_pages = OperationsOfPages::of(cx);
    for (page, operation) in cx.operations() {
        let own = of_pages.of_page(cx, page);
        let Some(id) = cx.body_type(page, operation, own) else { continue };
        let rows: Vec<&PropertyClaim> = body_rows(cx, page, operation, id);
        let own: BTreeSet<String> =
            cx.model.properties(id).map(|it| it.name.to_ascii_lowercase()).collect();
        let is_unknown = |row: &&PropertyClaim| {
            let name = row.name.value.to_ascii_lowercase();
            let elsewhere = || elsewhere.get_or_init(|| Elsewhere::of(cx));
            !is_protocol(row) && !own.contains(&name) && !elsewhere().explains(id, &name)
        };
        let listed: OnceCell<BTreeSet<&str>> = OnceCell::new();
        for row in rows.iter().copied().filter(is_unknown) {
            let all = || rows.iter().map(|it| it.name.value.as_str()).collect();
            let listed = listed.get_or_init(all);
            let names = cx.model.properties(id).map(|it| it.name.as_str());
            let names = names.filter(|name| !listed.contains(name));
            let near = guesses.meant(&row.name.value, names);
            diagnostics.report(report(row, &cx.model.ty(id).name().name, near));
        }
    }
}

/// A row of a body table that the body's type has no property for, and the one it surely means.
fn report(row: &PropertyClaim, ty: &str, near: Option<&str>) -> Diagnostic {
    let headline = format!("`{ty}` has no property `{}`", row.name.value);
    Diagnostic::new(&UNDOCUMENTED_BODY_PROPERTY, row.name.span, headline)
        .label("listed for the request body")
        .did_you_mean(near)
}

/// What other types' properties explain a row of a body table; names are in lower case.
struct Elsewhere {
    /// The properties of the types that derive from each.
    of_derived: BTreeMap<TypeId, BTreeSet<String>>,
    /// The types that properties of a name hold values of: such a row stands for the object around a value.
    around: BTreeMap<String, BTreeSet<TypeId>>,
}

impl Elsewhere {
    fn of(cx: &RuleCx<'_>) -> Self {
        let mut found = Self { of_derived: BTreeMap::new(), around: BTreeMap::new() };
        let base_of = |id: &TypeId| cx.structured(*id).and_then(|ty| ty.base);
        for id in (0..cx.model.types.len()).map(TypeId) {
            let Some(ty) = cx.structured(id) else { continue };
            let names = || ty.properties.iter().map(|it| it.name.to_ascii_lowercase());
            for base in std::iter::successors(ty.base, base_of) {
                found.of_derived.entry(base).or_default().extend(names());
            }
            for (property, name) in ty.properties.iter().zip(names()) {
                if let ItemType::Named(held) = property.ty.item {
                    found.around.entry(name).or_default().insert(held);
                }
            }
        }
        found
    }

    fn explains(&self, id: TypeId, name: &str) -> bool {
        self.of_derived.get(&id).is_some_and(|it| it.contains(name))
            || self.around.get(name).is_some_and(|it| it.contains(&id))
    }
}
