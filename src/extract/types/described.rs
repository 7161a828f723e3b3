//! Types in sections: a heading that is a title of one, with the table or list of its properties below it.
//!
//! ```markdown
//! ## The lamp shade object
//!
//! | Field | Type |
//! |:--|:--|
//! | colour? | string |
//! ```

use super::announced::{self, Announced};
use super::commented;
use super::enumeration;
use super::inner;
use super::resource;
use super::shown;
use crate::dialect::{Column, Section, TypePlace};
use crate::extract::code::annotated_code::AnnotatedCode;
use crate::extract::cx::Cx;
use crate::extract::page::bare_heading;
use crate::extract::page::columns::Columns;
use crate::extract::page::outline::{Ledger, Part, meaning_of};
use crate::extract::parameters::listed;
use crate::extract::rows::property;
use crate::extract::sections::units::Unit;
use crate::extract::text::choices;
use crate::extract::text::kin;
use crate::extract::text::prose::prose;
use crate::facts::{Claim, PropertyClaim, Source, TypeFacts};
use crate::markdown::Heading;
use crate::source::Span;
use std::collections::BTreeMap;

/// Reads every type of a page or of a section that is an operation.
pub(crate) fn extract(
    cx: &Cx<'_>,
    unit: &Unit<'_>,
    codes: &[AnnotatedCode<'_>],
    ledger: &mut Ledger,
) -> Vec<TypeFacts> {
    let mut found: Vec<(Span, TypeFacts)> = Vec::new();
    for part in &unit.parts {
        let titled = title(cx, unit, part);
        let is_titled = titled.is_some();
        let announced = if is_titled { Vec::new() } else { announced::of_part(cx, unit, part) };
        if !announced.is_empty() {
            for it in announced {
                let Some((span, ty)) = announced_type(cx, it, codes, ledger) else { continue };
                let is_same = |it: &&mut (Span, TypeFacts)| names_of(&it.1).eq(names_of(&ty));
                match found.last_mut().filter(is_same) {
                    // Its example above the list of its fields.
                    Some((_, last)) => last.properties.extend(ty.properties),
                    None => found.push((span, ty)),
                }
            }
            continue;
        }
        // A heading of any words may stand above JSON that shows a type.
        let Some((heading, name)) = titled.or_else(|| of_any_words(cx, unit, part)) else {
            continue;
        };
        let mut claims = match is_titled {
            true => properties(cx, part, codes, ledger),
            false => Vec::new(),
        };
        let is_sure = cx.dialect.type_name_of_heading(&heading.text).is_some();
        let known = found.iter_mut().find(|(span, _)| *span == heading.span);
        let is_any = !claims.is_empty();
        // Parameters that many operations have stand below such a heading as well.
        let is_listed = is_any && !is_of_fields(unit, part);
        // Without a table or a list the JSON that stands there shows what a type has.
        if !is_any && known.is_none() {
            claims = shown::members(cx, part, codes, is_sure, ledger);
        }
        let (_, ty) = match known {
            Some(known) => known,
            // A title without properties is a title.
            None if claims.is_empty() => continue,
            None => {
                let claim = Claim { source: Source::Heading, value: name, span: heading.span };
                let mut ty = resource::empty(vec![claim]);
                ty.anchor = Some(heading.slug.clone());
                // Much has a heading and JSON below it.
                ty.titled_only = !is_listed && !is_sure;
                let of_title = unit
                    .parts
                    .iter()
                    .find(|it| it.heading().is_some_and(|it| it.span == heading.span));
                let mut paragraphs = of_title.into_iter().flat_map(Part::paragraphs_above_tables);
                ty.summary = paragraphs.find_map(|(block, inline)| prose(inline, block.span));
                ty.summary.iter().for_each(|it| ledger.used_at(it.span));
                found.push((heading.span, ty));
                let Some(last) = found.last_mut() else { continue };
                last
            }
        };
        choices::give(cx, part, &mut claims, ledger);
        ty.titled_only &= !is_listed;
        ty.properties.extend(claims);
        kin::claims(cx, part, ty, ledger);
    }
    found.into_iter().map(|(_, ty)| ty).collect()
}

/// The same types, each as the page as a whole describes it where it is one of the page's own: with its
/// representation, its relationships and what the prose says of it. Members of members are those of further types.
pub(crate) fn whole(
    cx: &Cx<'_>,
    described: Vec<TypeFacts>,
    of_page: Vec<TypeFacts>,
) -> Vec<TypeFacts> {
    let name = |ty: &TypeFacts| {
        let names = ty.names.iter().find(|it| it.source == Source::Heading);
        names.map(|it| (it.span, it.value.to_lowercase()))
    };
    let mut of_page: BTreeMap<_, TypeFacts> =
        of_page.into_iter().filter_map(|ty| Some((name(&ty)?, ty))).collect();
    let own = |ty: TypeFacts| {
        let own = name(&ty).and_then(|it| of_page.remove(&it));
        match own.filter(|it| !it.properties.is_empty()) {
            // What a page of several types says of one stands in its section.
            Some(own) => TypeFacts {
                anchor: ty.anchor,
                summary: ty.summary,
                bases: if own.bases.is_empty() { ty.bases } else { own.bases },
                derived: if own.derived.is_empty() { ty.derived } else { own.derived },
                ..own
            },
            None => ty,
        }
    };
    described.into_iter().map(own).flat_map(|ty| inner::apart(cx, ty)).collect()
}

fn names_of(ty: &TypeFacts) -> impl Iterator<Item = String> {
    ty.names.iter().map(|it| it.value.to_lowercase())
}

/// What a sentence announces, where its members are listed or shown below it.
fn announced_type(
    cx: &Cx<'_>,
    announced: Announced<'_>,
    codes: &[AnnotatedCode<'_>],
    ledger: &mut Ledger,
) -> Option<(Span, TypeFacts)> {
    let Announced { name, sentence, below } = announced;
    let mut claims = properties(cx, &below, codes, ledger);
    if claims.is_empty() {
        claims = shown::members(cx, &below, codes, true, ledger);
    }
    if claims.is_empty() {
        return None;
    }
    ledger.used(sentence);
    choices::give(cx, &below, &mut claims, ledger);
    let claim = Claim { source: Source::Heading, value: name, span: sentence.span };
    Some((sentence.span, TypeFacts { properties: claims, ..resource::empty(vec![claim]) }))
}

/// Whether a part stands below the title of a type, so that its rows are no parameters.
pub(crate) fn is_of_type(cx: &Cx<'_>, unit: &Unit<'_>, part: &Part<'_>) -> bool {
    title(cx, unit, part).is_some()
}

/// The nearest heading above a part that means nothing else, if it is a title of a type, and the name.
fn title<'p>(cx: &Cx<'_>, unit: &Unit<'_>, part: &Part<'p>) -> Option<(&'p Heading, String)> {
    let place = cx.dialect.shape.types;
    let is_of_type =
        matches!(part.section, None | Some(Section::Properties)) || is_of_fields(unit, part);
    if place == TypePlace::Page || !is_of_type || enumeration::is_of_values(cx, part) {
        return None;
    }
    // Below a heading of properties a heading is a property's.
    let is_properties = |it: &&Heading| {
        let meaning = meaning_of(cx.dialect, it).map(|(it, _)| it);
        matches!(meaning, Some(Section::Properties | Section::Parameters))
    };
    let n_above = part.headings.iter().position(is_properties).unwrap_or(part.headings.len());
    let mut headings = part.headings[..n_above].iter().rev();
    let nearest = *headings.find(|it| meaning_of(cx.dialect, it).is_none())?;
    // Below a title a heading in code is a property's as well.
    let is_title = |it: &&&Heading| cx.dialect.type_name_of_heading(&it.text).is_some();
    let above = headings.find(is_title).filter(|_| nearest.is_name);
    let heading = above.copied().unwrap_or(nearest);
    let is_own = |it: &Heading| unit.heading.is_some_and(|own| own.span == it.span);
    if cx.dialect.enum_name_of_heading(&heading.text).is_some() {
        return None;
    }
    let titled = cx.dialect.type_name_of_heading(&heading.text);
    // What stands below the heading of an operation is the operation's.
    let is_bare = place == TypePlace::Heading && unit.heading.is_none();
    let bare = || is_bare.then(|| bare_heading::name(&heading.text)).flatten();
    // `The response object` is what a section is about, and no type.
    let is_part = |name: &String| cx.dialect.section(name).is_some();
    let name = titled.filter(|_| !is_own(heading)).or_else(bare)?;
    Some((heading, name)).filter(|(_, name)| !is_part(name))
}

/// Whether a part is of "fields" where nothing is called, so that they are no operation's.
fn is_of_fields(unit: &Unit<'_>, part: &Part<'_>) -> bool {
    let is_called = unit.heading.is_some() || unit.lines.as_ref().is_some_and(|it| !it.is_empty());
    part.section == Some(Section::Parameters) && !is_called
}

/// The heading right above a part of a page, which may be of anything.
fn of_any_words<'p>(
    cx: &Cx<'_>,
    unit: &Unit<'_>,
    part: &Part<'p>,
) -> Option<(&'p Heading, String)> {
    let is_open = cx.dialect.shape.types != TypePlace::Page && unit.heading.is_none();
    is_open.then(|| bare_heading::above(part)).flatten()
}

/// The properties that the tables and lists of a part describe, else its JSON with comments.
fn properties(
    cx: &Cx<'_>,
    part: &Part<'_>,
    codes: &[AnnotatedCode<'_>],
    ledger: &mut Ledger,
) -> Vec<PropertyClaim> {
    let mut found = Vec::new();
    for (block, table) in part.tables() {
        let is_typed = Columns::of(table, cx.dialect).find(&[Column::Type]).is_some();
        let claims = property::rows(cx, table, Source::PropertyTable).filter(|_| is_typed);
        let claims = claims.unwrap_or_default();
        ledger.table(part, block, claims.len());
        found.extend(claims);
    }
    let listed = listed::rows(cx, part, ledger).into_iter();
    found.extend(listed.map(|it| PropertyClaim { source: Source::PropertyTable, ..it }));
    match found.is_empty() {
        true => commented::members(cx, part, codes, ledger),
        false => found,
    }
}
