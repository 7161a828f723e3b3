//! Type texts to type references.

use super::Cx;
use super::declare::Declarations;
use crate::facts::{PageFacts, TypeMention, TypeText};
use crate::model::{ItemType, TypeRef};

/// What a type text refers to; `None` if nothing in the doc set has its name.
///
/// A text of several types ("A or B") is any JSON: no one type holds both.
pub(super) fn resolve(
    cx: &Cx<'_>,
    declared: &Declarations<'_>,
    page: &PageFacts,
    ty: &TypeText,
) -> Option<TypeRef> {
    let collection = ty.collection;
    let item = match ty.mentions.as_slice() {
        [] => return None,
        [mention] => resolve_mention(cx, declared, page, mention)?,
        [first, rest @ ..] => {
            let first = resolve_mention(cx, declared, page, first)?;
            let same = rest.iter().all(|it| resolve_mention(cx, declared, page, it) == Some(first));
            if same { first } else { ItemType::Untyped }
        }
    };
    Some(TypeRef { item, collection })
}

/// The name beats the link's target: where both name types, the name was right 18 times of 20.
pub(super) fn resolve_mention(
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
    let found = by_name.or_else(|| {
        let target = mention.target.as_ref()?;
        if let Some(anchor) = &target.anchor
            && let Some(id) = declared.at_anchor(&target.path, anchor)
        {
            return Some(id);
        }
        match declared.on_page(&target.path) {
            [only] => Some(*only),
            _ => None,
        }
    });
    if let Some(id) = found {
        return Some(ItemType::Named(id));
    }
    let is_untyped = cx.dialect.untyped.iter().any(|it| it.eq_ignore_ascii_case(&mention.name));
    is_untyped.then_some(ItemType::Untyped)
}
