//! `unrelated-example-context`: the `@odata.context` of an example answer is that of other things.

use super::pages::answered;
use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::json::Value;
use crate::model::{ItemType, Operation, PathSegment, TypeId};
use crate::rules::cx::RuleCx;
use std::collections::{BTreeMap, BTreeSet};

pub(super) static UNRELATED_EXAMPLE_CONTEXT: Rule = Rule {
    name: "unrelated-example-context",
    level: Level::Warn,
    summary: "the `@odata.context` of an example answer is that of another set or type",
    explanation: include_str!("unrelated_example_context.md"),
};

/// The types of what stands below each word of a path, and of what each property holds; names are in
/// lower case.
pub(super) struct Sets {
    below: BTreeMap<String, BTreeSet<TypeId>>,
    types: BTreeMap<String, TypeId>,
}

impl Sets {
    pub(super) fn of(cx: &RuleCx<'_>) -> Self {
        let mut below: BTreeMap<String, BTreeSet<TypeId>> = BTreeMap::new();
        for operation in &cx.model.operations {
            if let (Some(name), Some(id)) = (last_word(operation), answered(operation)) {
                below.entry(name.to_lowercase()).or_default().insert(id);
            }
        }
        for id in (0..cx.model.types.len()).map(TypeId) {
            let properties = cx.structured(id).map_or(&[][..], |ty| &ty.properties);
            for property in properties {
                if let ItemType::Named(held) = property.ty.item {
                    below.entry(property.name.to_lowercase()).or_default().insert(held);
                }
            }
        }
        let names = cx.model.types.keys().enumerate();
        let types = names.map(|(index, name)| (name.to_lowercase(), TypeId(index))).collect();
        Self { below, types }
    }
}

/// The fixed word at the end of a path, before its key if it ends in one.
fn last_word(operation: &Operation) -> Option<&str> {
    let mut segments = operation.path.segments.iter().rev();
    let last = segments.find(|it| !matches!(it, PathSegment::Key { .. }))?;
    match last {
        PathSegment::Literal(word) => Some(word),
        PathSegment::Key { .. } | PathSegment::Call { .. } => None,
    }
}

/// Compares the context of an answer with the type that is answered.
pub(super) fn of_answer(
    cx: &RuleCx<'_>,
    sets: &Sets,
    answered: TypeId,
    body: &Value,
) -> Option<Diagnostic> {
    let context = body.get("@odata.context")?;
    let name = name(context.as_str()?)?;
    let wanted = cx.structured(answered)?;
    let is_other = |id: TypeId| {
        let is_known = cx.structured(id).is_some() && !cx.model.is_shapeless(id);
        is_known && !cx.are_related(id, answered)
    };
    let lower = name.to_lowercase();
    let is_unrelated = match lower.contains('.') {
        true => sets.types.get(&lower).is_some_and(|id| is_other(*id)),
        false => {
            let found = sets.below.get(&lower);
            found.is_some_and(|found| found.iter().all(|id| is_other(*id)))
        }
    };
    is_unrelated.then(|| {
        let headline = format!("`{name}` is no place of `{}`", wanted.name.name);
        Diagnostic::new(&UNRELATED_EXAMPLE_CONTEXT, context.content, headline)
            .label("the context of other things")
    })
}

/// What the context says that is answered: the last word or type of its path, keys and lists of members
/// left out.
fn name(context: &str) -> Option<&str> {
    let (_, path) = context.split_once("$metadata#")?;
    let path = path.trim();
    if let Some(inner) = path.strip_prefix("Collection(") {
        return inner.strip_suffix(')').filter(|it| it.contains('.'));
    }
    let mut depth = 0usize;
    let mut parts = path.split(|c: char| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == '/' && depth == 0
    });
    let is_name = |part: &&str| !part.starts_with(['$', '@']) && !part.is_empty();
    let last = parts.by_ref().filter(is_name).last()?;
    let word = last.split('(').next().unwrap_or_default();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '_';
    (word.len() > 1 && word.chars().all(is_plain)).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn contexts() {
        let of =
            |path: &str| name(&format!("https://x.example/v1/$metadata#{path}")).map(str::to_owned);
        assert_eq!(of("users('1/2')/messages/$entity").as_deref(), Some("messages"));
        assert_eq!(of("users(id,manager(name))").as_deref(), Some("users"));
        assert_eq!(of("Collection(a.b.c)").as_deref(), Some("a.b.c"));
        assert_eq!(of("Collection($ref)"), None);
        assert_eq!(of("members/a.user").as_deref(), Some("a.user"));
        assert_eq!(of("users/$delta").as_deref(), Some("users"));
        assert_eq!(of("…"), None);
    }
}
