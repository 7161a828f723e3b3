//! Members of enums.

use super::said::{Reason, name_of, so};
use crate::corrections::EnumCorrection;
use crate::model::Type;
use crate::rules::service::against::Against;
use crate::service::ServiceKind;
use crate::source::Spanned;
use crate::visible::is_unseen;
use std::collections::BTreeSet;

pub(super) fn of_enums(against: &Against<'_>) -> Vec<EnumCorrection> {
    let mut found = Vec::new();
    for (id, ours) in &against.types {
        let Type::Enum(ty) = against.cx.model.ty(*id) else { continue };
        if ours.kind != ServiceKind::Enum {
            continue;
        }
        let here: BTreeSet<&str> = ty.members.iter().map(|it| it.name.as_str()).collect();
        let there: BTreeSet<&str> = ours.members.iter().map(|it| it.name.value.as_str()).collect();
        // What nobody can write down is left out.
        let is_written =
            |it: &&Spanned<String>| !it.value.is_empty() && !it.value.contains(is_unseen);
        let with: Vec<Spanned<String>> = ours
            .members
            .iter()
            .map(|it| &it.name)
            .filter(|it| !here.contains(it.value.as_str()))
            .filter(is_written)
            .cloned()
            .collect();
        let without = ty.members.iter().filter(|it| !there.contains(it.name.as_str()));
        let without: Vec<Spanned<String>> =
            without.map(|it| Spanned::new(it.name.clone(), ours.span)).collect();
        let mut reason = Reason::default();
        if !with.is_empty() {
            reason.0.push(format!("The docs lack {}.", listed(&with)));
        }
        if !without.is_empty() {
            reason.0.push(format!("The service has no {}.", listed(&without)));
        }
        let mut flags = None;
        if ty.flags != ours.flags && !against.service.shapes_only {
            let said = |is| if is { "that members combine" } else { "that one member counts" };
            reason.differ(said(ty.flags), said(ours.flags));
            flags = so(ours.flags, ours.span);
        }
        if !reason.0.is_empty() {
            found.push(EnumCorrection {
                name: Spanned::new(name_of(against, *id), ours.span),
                with,
                without,
                flags,
                description: None,
                rust: None,
                rust_members: Vec::new(),
                reason: reason.into_text(),
            });
        }
    }
    found
}

/// More names say no more.
const MOST_LISTED: usize = 8;

fn listed(names: &[Spanned<String>]) -> String {
    let shown = names.iter().take(MOST_LISTED).map(|it| format!("`{}`", it.value));
    let shown = shown.collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(MOST_LISTED) {
        0 => shown,
        n_more => format!("{shown} and {n_more} more"),
    }
}
