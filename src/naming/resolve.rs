//! Type texts to type references.

use super::cx::Cx;
use super::declarations::Declarations;
use crate::dialect::{TypePlace, joined};
use crate::facts::{PageFacts, TypeMention, TypeText};
use crate::http::Segment;
use crate::json::Value;
use crate::model::{ItemType, TypeId, TypeRef};
use crate::source::Span;

/// What a type text refers to; `None` if nothing in the doc set has its name.
///
/// A text of several types ("A or B") is any JSON: no one type holds both.
pub(crate) fn resolve(
    cx: &Cx<'_>,
    declared: &Declarations<'_>,
    page: &PageFacts,
    ty: &TypeText,
) -> Option<TypeRef> {
    resolve_all(cx, ty, |mention| resolve_mention(cx, declared, page, mention))
}

/// What a sentence refers to: there the link's target beats its text, which is a word of the sentence
/// as often as a name.
pub(crate) fn resolve_in_sentence(
    cx: &Cx<'_>,
    declared: &Declarations<'_>,
    page: &PageFacts,
    ty: &TypeText,
) -> Option<TypeRef> {
    resolve_all(cx, ty, |mention| {
        let linked = linked(cx, declared, mention).map(ItemType::Named);
        let named = linked.or_else(|| resolve_mention(cx, declared, page, mention));
        named.or_else(|| of_set(declared, page, mention).map(ItemType::Named))
    })
}

/// The type of the things in the set that a sentence names for them, "an updated **lamps** object", where it is
/// one of a request line.
fn of_set(declared: &Declarations<'_>, page: &PageFacts, mention: &TypeMention) -> Option<TypeId> {
    let id = declared.of_set(&mention.name)?;
    let lines = page.operation.iter().flat_map(|it| &it.lines);
    let mut segments = lines.flat_map(|it| &it.template.segments);
    let is_set = |segment: &Segment| {
        let name = segment.text.split(['(', '{']).next().unwrap_or_default();
        name.trim().eq_ignore_ascii_case(&mention.name)
    };
    segments.any(is_set).then_some(id)
}

fn resolve_all(
    cx: &Cx<'_>,
    ty: &TypeText,
    resolve: impl Fn(&TypeMention) -> Option<ItemType>,
) -> Option<TypeRef> {
    let (first, rest) = ty.mentions.split_first()?;
    let Some(first) = resolve(first) else {
        // "array" alone is one of anything.
        let is_list = |it: &TypeMention| {
            cx.dialect.collections.iter().any(|word| word.eq_ignore_ascii_case(&it.name))
        };
        let is_any = rest.is_empty() && is_list(first);
        return is_any.then_some(TypeRef { item: ItemType::Untyped, collection: true });
    };
    let are_same = rest.iter().all(|it| resolve(it) == Some(first));
    let item = if are_same { first } else { ItemType::Untyped };
    Some(TypeRef { item, collection: ty.collection })
}

/// The one type of the page, or of the place on it, that a mention links.
fn linked(cx: &Cx<'_>, declared: &Declarations<'_>, mention: &TypeMention) -> Option<TypeId> {
    let target = mention.target.as_ref()?;
    let is_whole = |id: &TypeId| {
        cx.dialect.shape.types == TypePlace::Page && !declared.has_anchor(&target.path, *id)
    };
    let anchored = target.anchor.as_ref().and_then(|it| declared.at_anchor(&target.path, it));
    anchored.or_else(|| match declared.on_page(&target.path) {
        // A link to a heading is none to what another heading of the page describes.
        // Nor is it where types are sections, and sentences announce them beside operations.
        [only] if target.anchor.is_none() || is_whole(only) => Some(*only),
        _ => None,
    })
}

/// The name beats the link's target: where both name types, the name was right 18 times of 20.
pub(crate) fn resolve_mention(
    cx: &Cx<'_>,
    declared: &Declarations<'_>,
    page: &PageFacts,
    mention: &TypeMention,
) -> Option<ItemType> {
    if let Some(primitive) = mention.primitive {
        return Some(ItemType::Primitive(primitive));
    }
    let namespace = cx.namespace(page);
    let by_name = declared.by_written_name(cx, &mention.name, namespace);
    // Where types are sections, names of several words are written as one, and many of them as words are.
    let is_word = cx.dialect.shape.types != TypePlace::Page;
    let by_name = by_name.or_else(|| {
        let name = is_word.then(|| joined(&mention.name))?;
        declared.by_written_name(cx, &name, namespace).or_else(|| declared.of_set(&name))
    });
    // The word for what it is may stand in the link: "a [lamp object](#a-lamp)".
    let without_kind = || {
        let name = cx.dialect.type_name_of_heading(&mention.name).filter(|_| is_word)?;
        declared.by_written_name(cx, &name, namespace)
    };
    let found = by_name.or_else(|| linked(cx, declared, mention)).or_else(without_kind);
    if let Some(id) = found {
        return Some(ItemType::Named(id));
    }
    cx.dialect.is_untyped(&mention.name).then_some(ItemType::Untyped)
}

/// The type an object says it is.
pub(crate) fn stated_type(value: &Value) -> Option<(&str, Span)> {
    let ty = value.get("@odata.type")?;
    Some((ty.as_str()?.trim_start_matches('#'), ty.span))
}
