//! `misplaced-property`: a row stands among properties and leads to an entity, or the other way round.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::edm::{Kind, Primitive};
use crate::facts::PropertyClaim;
use crate::facts::{PageFacts, Source, TypeText};
use crate::ledger::KindVote;
use crate::model::{ItemType, Type, TypeId, TypeRef};
use crate::precedence::KindEvidence;
use crate::rules::cx::{RuleCx, rows};
use crate::source::Span;

pub(super) static MISPLACED_PROPERTY: Rule = Rule {
    name: "misplaced-property",
    level: Level::Warn,
    summary: "an entity stands among properties, or something else among relationships",
    explanation: include_str!("misplaced_property.md"),
};

/// Looks at every row of a table of properties or relationships.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    for (_, page, facts) in cx.described() {
        rows(facts).for_each(|row| misplaced(cx, page, row, diagnostics));
    }
}

/// A row that stands among relationships though it leads to no entity, or among properties though it
/// does.
fn misplaced(
    cx: &RuleCx<'_>,
    page: &PageFacts,
    row: &PropertyClaim,
    diagnostics: &mut Diagnostics,
) {
    let Some(text) = &row.ty else { return };
    let Some(ty) = cx.resolve(page, text) else { return };
    let is_entity = match ty.item {
        ItemType::Untyped | ItemType::Primitive(Primitive::Stream) => return,
        ItemType::Primitive(_) => false,
        ItemType::Named(id) => match cx.model.ty(id) {
            Type::Enum(_) => false,
            Type::Structured(_) if cx.model.is_shapeless(id) => return,
            Type::Structured(ty) => ty.kind == Kind::Entity,
        },
    };
    if let ItemType::Named(id) = ty.item
        && cx.structured(id).is_some()
        && (!is_sure(cx, id, row) || leads_elsewhere(cx, id, text) || is_of_elsewhere(cx, id, text))
    {
        return;
    }
    if is_entity != (row.source == Source::RelationshipTable) {
        let name = cx.name(TypeRef { collection: false, ..ty });
        let finding = report(row, text.span, &name, is_entity);
        diagnostics.report(match ty.item {
            ItemType::Named(id) => because(cx, id, row, finding),
            ItemType::Primitive(_) | ItemType::Untyped => finding,
        });
    }
}

/// Whether a type is linked to the page of another one: which of them is meant can't be told.
fn leads_elsewhere(cx: &RuleCx<'_>, id: TypeId, text: &TypeText) -> bool {
    let targets = text.mentions.iter().filter_map(|it| it.target.as_ref());
    targets
        .map(|it| cx.ledger.declared.on_page(&it.path))
        .any(|types| !types.is_empty() && !types.contains(&id))
}

/// Whether a type is written with a namespace that the one found by its name is not of.
fn is_of_elsewhere(cx: &RuleCx<'_>, id: TypeId, text: &TypeText) -> bool {
    let own = cx.model.ty(id).name().namespace.to_ascii_lowercase();
    let mut written = text.mentions.iter().filter_map(|it| it.name.rsplit_once('.'));
    // An alias stands for all of it or for its end.
    written.any(|(namespace, _)| {
        namespace.contains('.') && !own.ends_with(&namespace.to_ascii_lowercase())
    })
}

/// Whether two things at least say what a type is, apart from this row: of the type itself or of what it
/// derives from, since what others of its family are need not be true of it.
fn is_sure(cx: &RuleCx<'_>, id: TypeId, row: &PropertyClaim) -> bool {
    let Some(decision) = cx.ledger.kinds.of(id) else { return false };
    // Of a large family there are many votes, and each row that leads to one of it asks.
    let lineage: Vec<TypeId> = cx.model.lineage(id).collect();
    let is_other = |vote: &&KindVote| lineage.contains(&vote.ty) && vote.span != Some(row.span);
    let others: Vec<&KindVote> = decision.votes.iter().filter(is_other).collect();
    let others = || others.iter().copied();
    let n_rows = |kind: Kind| {
        let is_row = |vote: &&KindVote| vote.evidence == KindEvidence::Row && vote.kind == kind;
        others().filter(|vote| vote.ty == id).filter(is_row).count()
    };
    let has = |kinds: &[KindEvidence]| {
        others().any(|vote| vote.kind == decision.decided && kinds.contains(&vote.evidence))
    };
    let n_said = usize::from(has(&[KindEvidence::Said]));
    match decision.decided {
        Kind::Entity => {
            let asked = [KindEvidence::ReadByKey, KindEvidence::Read];
            let stated = [&[KindEvidence::Key][..], &[KindEvidence::OwnRelationships], &asked];
            let n_stated = n_said + stated.into_iter().filter(|kinds| has(kinds)).count();
            let (n_for, n_against) = (n_rows(Kind::Entity), n_rows(Kind::Complex));
            n_stated >= 2 || n_stated + n_for.min(1) >= 2 && n_for >= n_against
        }
        Kind::Complex => {
            // That something leads to it is what this row says.
            let is_entity = others().any(|vote| {
                let is_of_row = vote.evidence == KindEvidence::LooksKeyed;
                vote.ty == id && vote.kind == Kind::Entity && !is_of_row
            });
            !is_entity && n_said * 2 + n_rows(Kind::Complex) >= 2
        }
    }
}

/// Adds the place that says most surely what the type is.
fn because(cx: &RuleCx<'_>, id: TypeId, row: &PropertyClaim, finding: Diagnostic) -> Diagnostic {
    let Some(decision) = cx.ledger.kinds.of(id) else { return finding };
    let own = decision.votes.iter().filter(|it| it.ty == id && it.kind == decision.decided);
    let mut places = own.filter_map(|vote| Some((vote.evidence, vote.span?)));
    let Some((evidence, span)) = places.find(|(_, span)| *span != row.span) else { return finding };
    let reason = match evidence {
        KindEvidence::Said => "this says what it is",
        KindEvidence::Key | KindEvidence::LostKey => "its key",
        KindEvidence::Row => "so does this row say",
        KindEvidence::OwnRelationships => "it has relationships of its own",
        KindEvidence::ReadByKey | KindEvidence::Read | KindEvidence::LooksKeyed => return finding,
    };
    finding.because(span, reason)
}

/// A row, its type cell, and what that names.
fn report(row: &PropertyClaim, ty: Span, name: &str, is_entity: bool) -> Diagnostic {
    let row = &row.name.value;
    let headline = match is_entity {
        true => format!("`{row}` stands among the properties, but `{name}` is an entity"),
        false => format!("`{row}` stands among the relationships, but `{name}` is no entity"),
    };
    Diagnostic::new(&MISPLACED_PROPERTY, ty, headline)
}
