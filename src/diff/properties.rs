//! Properties of a type that both sides have.

use super::cx::{Cx, effective, name_of};
use super::draft::{Claim, Draft};
use super::pair::{Pair, derived};
use super::words::{code, codes};
use super::{Effect, Kind, likeness};
use crate::edm::{PropertyTerms, Returned};
use crate::model::{ItemType, Model, Property, StructuredType};
use std::collections::BTreeSet;

/// Names at least so like are one that was renamed.
const LIKE: f64 = 0.6;

pub(super) fn compare(cx: &Cx<'_>, it: &Pair<'_>, drafts: &mut Vec<Draft>) {
    let own = |model: &Model, ty: &StructuredType| -> Vec<Property> {
        let mut seen = BTreeSet::new();
        let fields = ty.properties.iter().filter(|it| model.has_field(it));
        fields.filter(|it| seen.insert(it.name.clone())).cloned().collect()
    };
    let (old, new) = (own(cx.old.model, it.old), own(cx.new.model, it.new));
    let find = |all: &[Property], name: &str| all.iter().find(|it| it.name == name).cloned();
    let mut gone = Vec::new();
    for property in &old {
        match find(&new, &property.name) {
            Some(other) => compare_one(cx, it, property, &other, drafts),
            None => match inherited(cx.new.model, it.new, &property.name) {
                Some((owner, other)) => moved(
                    cx,
                    it,
                    property,
                    other,
                    format!("is inherited from {} now", code(&owner)),
                    drafts,
                ),
                None => gone.push(property.clone()),
            },
        }
    }
    let mut come = Vec::new();
    for property in &new {
        if find(&old, &property.name).is_some() {
            continue;
        }
        match inherited(cx.old.model, it.old, &property.name) {
            Some((owner, other)) => {
                let text = format!("is its own now, was inherited from {}", code(&owner));
                moved(cx, it, other, property, text, drafts)
            }
            None => come.push(property.clone()),
        }
    }
    let renamed = likeness::pairs(&gone, &come, |a, b| {
        let is_like = cx.is_same(a.ty, b.ty) && a.navigation == b.navigation;
        let is_text = a.docs.text.is_some() && a.docs.text == b.docs.text;
        let names = likeness::of_names(&a.name, &b.name);
        if is_like && (is_text || names >= LIKE) { 0.1 + names } else { 0.0 }
    });
    for (i, j) in &renamed {
        let (a, b) = (&gone[*i], &come[*j]);
        let mut claims = claims(cx, it, &a.name);
        claims.extend(self::claims(cx, it, &b.name));
        let text = format!("is called {} now", code(&b.name));
        let places = cx.places(&a.docs, &b.docs);
        let subject = subject(it, a);
        drafts.push(cx.both(Kind::PropertyRenamed, &subject, text, Effect::Breaks, places, claims));
        compare_one(cx, it, a, b, drafts);
    }
    for (_, property) in
        gone.iter().enumerate().filter(|(i, _)| !renamed.iter().any(|it| it.0 == *i))
    {
        let text = format!("is gone, {}", super::cx::shown(cx.old.model, property.ty));
        let places = (cx.old.places.of(&property.docs), cx.new.places.of(&it.new.docs));
        let (subject, claims) = (subject(it, property), claims(cx, it, &property.name));
        let kind = Kind::PropertyRemoved;
        drafts.push(cx.both(kind, &subject, text, Effect::Breaks, places, claims));
    }
    for (_, property) in
        come.iter().enumerate().filter(|(j, _)| !renamed.iter().any(|it| it.1 == *j))
    {
        let must = if property.required { "; it must be given" } else { "" };
        let text = format!("is new, {}{must}", super::cx::shown(cx.new.model, property.ty));
        let wire = if property.required { Effect::Breaks } else { Effect::Adds };
        let places = (cx.old.places.of(&it.old.docs), cx.new.places.of(&property.docs));
        let (subject, claims) = (subject(it, property), claims(cx, it, &property.name));
        drafts.push(cx.both(Kind::PropertyAdded, &subject, text, wire, places, claims));
    }
}

fn subject(it: &Pair<'_>, property: &Property) -> String {
    format!("{}.{}", it.name, property.name)
}

/// A property of a type's bases, with the base that has it.
fn inherited<'m>(
    model: &'m Model,
    ty: &'m StructuredType,
    name: &str,
) -> Option<(String, &'m Property)> {
    let (owner, property) =
        effective(model, ty).find(|(owner, it)| owner.name != ty.name && it.name == name)?;
    let id = model.type_id(&owner.name.qualified())?;
    Some((name_of(model, id), property))
}

/// The fields of a property: the type's, and those of types derived from it.
fn claims(cx: &Cx<'_>, it: &Pair<'_>, name: &str) -> Vec<Claim> {
    let old = std::iter::once(it.old_id).chain(derived(cx.old.model, it.old_id));
    let new = std::iter::once(it.new_id).chain(derived(cx.new.model, it.new_id));
    let old = old.map(|id| cx.old.model.ty(id).name().qualified());
    let new = new.map(|id| cx.new.model.ty(id).name().qualified());
    let names: BTreeSet<String> = old.chain(new).collect();
    names.into_iter().map(|ty| Claim::One(format!("property {ty}.{name}"))).collect()
}

fn moved(
    cx: &Cx<'_>,
    it: &Pair<'_>,
    old: &Property,
    new: &Property,
    text: String,
    drafts: &mut Vec<Draft>,
) {
    let claims = claims(cx, it, &new.name);
    let places = cx.places(&old.docs, &new.docs);
    let subject = subject(it, new);
    drafts.push(cx.both(Kind::PropertyMoved, &subject, text, Effect::None, places, claims));
    compare_one(cx, it, old, new, drafts);
}

/// What changed of a property that both sides have.
fn compare_one(
    cx: &Cx<'_>,
    it: &Pair<'_>,
    old: &Property,
    new: &Property,
    drafts: &mut Vec<Draft>,
) {
    let subject = subject(it, new);
    let mut tell = |kind: Kind, text: String, wire: Effect, claims: Vec<Claim>| {
        let places = cx.places(&old.docs, &new.docs);
        drafts.push(cx.both(kind, &subject, text, wire, places, claims));
    };
    if !cx.is_same(old.ty, new.ty) {
        let (was, is) = cx.shown(old.ty, new.ty);
        let text = format!("is {is} now, was {was}");
        // Where the docs said nothing, something is no break.
        let is_said = old.ty.item == ItemType::Untyped && old.ty.collection == new.ty.collection;
        let wire = if is_said { Effect::None } else { Effect::Breaks };
        tell(Kind::PropertyTypeChanged, text, wire, claims(cx, it, &new.name));
    }
    if old.navigation != new.navigation {
        let (text, wire) = match new.navigation {
            true => ("is a relationship now: it comes only when it is expanded", Effect::Breaks),
            false => ("is a property now, was a relationship", Effect::Adds),
        };
        tell(Kind::NavigationChanged, text.to_owned(), wire, claims(cx, it, &new.name));
    }
    if old.required != new.required {
        let (text, wire) = match new.required {
            true => ("must be given now", Effect::Breaks),
            false => ("may be left out now", Effect::Adds),
        };
        tell(Kind::RequiredChanged, text.to_owned(), wire, Vec::new());
    }
    if old.nullable != new.nullable {
        let (text, wire) = match (old.nullable, new.nullable) {
            (Some(false), Some(true)) => ("may be null now", Effect::Breaks),
            // Nobody sends what can only be read.
            (Some(true), Some(false)) if old.read_only && new.read_only => {
                ("is never null now", Effect::None)
            }
            (Some(true), Some(false)) => ("is never null now", Effect::Breaks),
            (_, Some(true)) => ("may be null, the docs say now", Effect::None),
            (_, Some(false)) => ("is never null, the docs say now", Effect::None),
            (_, None) => ("has no word about null any more", Effect::None),
        };
        tell(Kind::NullableChanged, text.to_owned(), wire, Vec::new());
    }
    if old.read_only != new.read_only {
        let (text, wire) = match new.read_only {
            true => ("can only be read now", Effect::Breaks),
            false => ("can be written now", Effect::Adds),
        };
        tell(Kind::ReadOnlyChanged, text.to_owned(), wire, Vec::new());
    }
    if old.deprecated != new.deprecated {
        let text = if new.deprecated { "is deprecated" } else { "is no longer deprecated" };
        tell(Kind::PropertyDeprecation, text.to_owned(), Effect::None, Vec::new());
    }
    for (kind, text, wire) in compare_terms(&old.terms, &new.terms) {
        tell(kind, text, wire, Vec::new());
    }
}

/// What may be asked of a property, and of its values or those of a parameter.
pub(super) fn compare_terms(
    old: &PropertyTerms,
    new: &PropertyTerms,
) -> Vec<(Kind, String, Effect)> {
    let mut changes = Vec::new();
    if old.default != new.default {
        let shown = |it: &Option<String>| it.as_ref().map(|it| code(it));
        let none = || "none".to_owned();
        let (was, is) = (shown(&old.default), shown(&new.default));
        // What was not said may have been so.
        let wire = match (&was, &is) {
            (Some(_), Some(_)) => Effect::Breaks,
            (None, _) | (_, None) => Effect::None,
        };
        let (was, is) = (was.unwrap_or_else(none), is.unwrap_or_else(none));
        changes.push((Kind::DefaultChanged, format!("is {is} unless given, was {was}"), wire));
    }
    let mosts =
        [("characters", old.max_length, new.max_length), ("items", old.max_items, new.max_items)];
    for (what, was, is) in mosts.into_iter().filter(|(_, was, is)| was != is) {
        let (text, wire) = match (was, is) {
            (Some(was), Some(is)) if is < was => {
                (format!("has {is} {what} at most now, was {was}"), Effect::Breaks)
            }
            (Some(was), Some(is)) => {
                (format!("has {is} {what} at most now, was {was}"), Effect::Adds)
            }
            (None, Some(is)) => (format!("has {is} {what} at most now"), Effect::Breaks),
            (_, None) => (format!("has no most {what} any more"), Effect::Adds),
        };
        changes.push((Kind::BoundsChanged, text, wire));
    }
    if old.range != new.range {
        let shown = |it: &crate::edm::Range| format!("from {} to {}", code(&it.min), code(&it.max));
        let number = |text: &str| text.parse::<f64>().ok();
        let is_wider = |was: &crate::edm::Range, is: &crate::edm::Range| {
            number(&is.min) <= number(&was.min) && number(&is.max) >= number(&was.max)
        };
        let (text, wire) = match (&old.range, &new.range) {
            (Some(was), Some(is)) => (
                format!("is {} now, was {}", shown(is), shown(was)),
                if is_wider(was, is) { Effect::Adds } else { Effect::Breaks },
            ),
            (None, Some(is)) => (format!("is {} now", shown(is)), Effect::Breaks),
            (_, None) => ("has no bounds any more".to_owned(), Effect::Adds),
        };
        changes.push((Kind::BoundsChanged, text, wire));
    }
    let lists = |old: &[String], new: &[String]| {
        let left = |all: &[String], others: &[String]| -> Vec<String> {
            all.iter().filter(|it| !others.contains(it)).cloned().collect()
        };
        (left(old, new), left(new, old))
    };
    let (gone, come) = lists(&old.values, &new.values);
    if !gone.is_empty() || !come.is_empty() {
        let wire = if gone.is_empty() { Effect::Adds } else { Effect::Breaks };
        let text = of_lists("may be", "may no longer be", &come, &gone);
        // Values where there were none narrow what the docs left open.
        let wire = if old.values.is_empty() { Effect::None } else { wire };
        changes.push((Kind::ValuesChanged, text, wire));
    }
    let names = |terms: &PropertyTerms| -> Vec<String> {
        terms.query_options.iter().map(|it| it.name.clone()).collect()
    };
    let (gone, come) = lists(&names(old), &names(new));
    if !gone.is_empty() || !come.is_empty() {
        let wire = if gone.is_empty() { Effect::Adds } else { Effect::Breaks };
        let text = of_lists("is taken by", "is no longer taken by", &come, &gone);
        changes.push((Kind::QueryOptionsChanged, text, wire));
    }
    if old.returned != new.returned {
        let (text, wire) = match new.returned {
            Some(Returned::OnlyOnSelect) => ("comes only when it is selected now", Effect::Breaks),
            Some(Returned::ByDefault) => ("comes without being selected now", Effect::Adds),
            None => ("has no word about being selected any more", Effect::None),
        };
        changes.push((Kind::ReturnedChanged, text.to_owned(), wire));
    }
    changes
}

fn of_lists(is: &str, is_not: &str, come: &[String], gone: &[String]) -> String {
    let come = (!come.is_empty()).then(|| format!("{is} {} now", codes(come)));
    let gone = (!gone.is_empty()).then(|| format!("{is_not} {}", codes(gone)));
    come.into_iter().chain(gone).collect::<Vec<_>>().join("; ")
}
