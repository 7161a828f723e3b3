//! Structured types: what annotations, tables, the JSON representation and prose claim about them.

use crate::dialect::{Column, Section};
use crate::extract::code::annotated_code::AnnotatedCode;
use crate::extract::code::annotation::{strings, truth, type_of};
use crate::extract::code::representation::members;
use crate::extract::cx::Cx;
use crate::extract::page::columns::Columns;
use crate::extract::page::outline::{Ledger, Part};
use crate::extract::rows::lost;
use crate::extract::rows::own_tables;
use crate::extract::rows::own_tables::{Known, bare_names, words};
use crate::extract::rows::property::{property_name, rows};
use crate::extract::rows::translated;
use crate::extract::sections::opening::{deprecation, summary};
use crate::extract::sections::owners;
use crate::extract::text::kin;
use crate::extract::text::type_text;
use crate::facts::{CapabilityClaim, Claim, LeftReason, Source, TypeFacts};
use crate::json::{Value, ValueKind};
use crate::markdown::{Block, BlockKind, Inline, Table};
use crate::source::{Span, Spanned};
use std::collections::BTreeSet;

/// Reads every type that the page describes.
pub(crate) fn extract(
    cx: &Cx<'_>,
    parts: &[Part<'_>],
    codes: &[AnnotatedCode<'_>],
    ledger: &mut Ledger,
) -> Vec<TypeFacts> {
    let mut types = Vec::new();
    for code in codes.iter().filter(|code| code.block_type() == Some("resource")) {
        types.push(of_annotation(cx, code, ledger));
    }
    if types.is_empty() {
        types.extend(of_titles(cx, parts, codes, ledger));
    } else {
        types.extend(beside(cx, parts, &types));
    }
    if types.is_empty() {
        types.extend(of_bare_title(cx, parts));
    }
    if types.is_empty() {
        return types;
    }
    let page_summary = summary(cx, parts);
    let deprecated =
        deprecation(cx, parts).map(|span| Claim { source: Source::Prose, value: true, span });
    for ty in &mut types {
        ty.summary = page_summary.clone();
        ty.deprecated = deprecated.clone();
        ty.open = ty.open.take().or_else(|| open_title(cx, parts));
    }
    let mut known: Vec<Known> = types.iter().map(|_| Known::default()).collect();
    for (part, owner) in parts.iter().zip(owners::of(&types, parts)) {
        let (Some(ty), Some(known)) = (types.get_mut(owner), known.get_mut(owner)) else {
            continue;
        };
        tables(cx, part, ty, known, ledger);
        if is_about_type(part) {
            kin::claims(cx, part, ty, ledger);
        }
    }
    types.iter_mut().for_each(|ty| translated::properties(&mut ty.properties, ledger));
    types
}

/// A note in the title: `thing resource type (open type)`.
fn open_title(cx: &Cx<'_>, parts: &[Part<'_>]) -> Option<Claim<bool>> {
    let title = parts.iter().find_map(Part::heading)?;
    let (_, note) = title.text.split_once('(')?;
    let (source, span) = (Source::Heading, title.span);
    cx.dialect.phrases.said_in(note).open().then_some(Claim { source, value: true, span })
}

/// Types that have a heading and a table on the page of another one, which alone has an annotation.
fn beside(cx: &Cx<'_>, parts: &[Part<'_>], known: &[TypeFacts]) -> Vec<TypeFacts> {
    let mut found: Vec<TypeFacts> = Vec::new();
    let mut names: BTreeSet<String> = known.iter().flat_map(bare_names).collect();
    for part in parts.iter().filter(|part| part.depth > 1 && has_properties(cx, part)) {
        let below_title = part.headings.iter().skip(1).rev();
        let named = below_title
            .filter_map(|it| Some((it.span, cx.dialect.structured_type_of_title(&it.text)?)))
            .next();
        let Some((span, name)) = named else { continue };
        if !words(name).any(|word| names.contains(&word)) {
            let (source, value) = (Source::Heading, name.to_owned());
            let ty = empty(vec![Claim { source, value, span }]);
            names.extend(bare_names(&ty));
            found.push(ty);
        }
    }
    found
}

/// The type of a page that has nothing but a title of one and prose.
fn of_bare_title(cx: &Cx<'_>, parts: &[Part<'_>]) -> Option<TypeFacts> {
    let is_of_other = |part: &Part<'_>| match part.section {
        None => false,
        Some(section) => !matches!(
            section,
            Section::Properties
                | Section::Relationships
                | Section::JsonRepresentation
                | Section::Methods
                | Section::DerivedTypes
                | Section::NotModelled
                | Section::EnumValues
                | Section::Prose
        ),
    };
    if parts.iter().any(is_of_other) {
        return None;
    }
    let title = parts.iter().find_map(Part::heading)?;
    let value = cx.dialect.structured_type_of_title(&title.text)?.to_owned();
    let (source, span) = (Source::Heading, title.span);
    Some(TypeFacts { titled_only: true, ..empty(vec![Claim { source, value, span }]) })
}

fn has_properties(cx: &Cx<'_>, part: &Part<'_>) -> bool {
    match part.section {
        Some(Section::Properties | Section::Relationships) => part.tables().next().is_some(),
        None => part.tables().any(|(_, table)| is_typed(cx, table)),
        _ => false,
    }
}

pub(crate) fn empty(names: Vec<Claim<String>>) -> TypeFacts {
    TypeFacts {
        names,
        titled_only: false,
        anchor: None,
        bases: Vec::new(),
        key: None,
        open: None,
        is_abstract: None,
        deprecated: None,
        is_media: None,
        aliases: Vec::new(),
        optional_properties: Vec::new(),
        nullable_properties: Vec::new(),
        capabilities: Vec::new(),
        summary: None,
        properties: Vec::new(),
        derived: Vec::new(),
    }
}

fn of_annotation(cx: &Cx<'_>, code: &AnnotatedCode<'_>, ledger: &mut Ledger) -> TypeFacts {
    let mut names = Vec::new();
    let annotation = &code.annotation;
    if let Some(ty) = &annotation.odata_type
        && let Some(mention) = ty.mentions.first()
    {
        let (source, value, span) = (Source::Annotation, mention.name.clone(), ty.span);
        names.push(Claim { source, value, span });
    }
    let mut ty = empty(names);
    if let Some(object) = &code.object {
        let flag = |key: &str| {
            let value = object.get(key)?;
            let span = value.span;
            truth(value).map(|value| Claim { source: Source::Annotation, value, span })
        };
        ty.open = flag("openType");
        ty.is_abstract = flag("abstract");
        ty.key = strings(object.get("keyProperty")).into_iter().next();
        ty.is_media = flag("isMediaEntity");
        ty.aliases = strings(object.get("@type.aka"));
        ty.optional_properties = strings(object.get("optionalProperties"));
        ty.nullable_properties = strings(object.get("nullableProperties"));
        ty.capabilities = capabilities(object);
        let bases = object.as_object().unwrap_or_default();
        for member in bases.iter().filter(|member| member.name == "baseType") {
            // `null`, "" and a primitive all say that there is no base.
            let base = type_of(cx.dialect, &member.value)
                .filter(|ty| ty.mentions.iter().all(|mention| mention.primitive.is_none()))
                .filter(|ty| !ty.mentions.is_empty());
            let span = member.value.content;
            ty.bases.push(Claim { source: Source::Annotation, value: base, span });
        }
    }
    if !ty.names.is_empty() || ty.key.is_some() || !ty.optional_properties.is_empty() {
        code.comment.iter().for_each(|it| ledger.used(it));
    }
    representation(cx, code, &mut ty, ledger);
    ty
}

/// Claims of a JSON representation.
fn representation(cx: &Cx<'_>, code: &AnnotatedCode<'_>, ty: &mut TypeFacts, ledger: &mut Ledger) {
    let value = code.whole(cx.sources(), ledger).filter(|value| value.as_object().is_some());
    let Some(value) = value else { return ledger.left(code.block, LeftReason::UnknownJson) };
    let claims = members(cx, of_answer(&value).unwrap_or(&value));
    match claims.is_empty() {
        true => ledger.structure(code.block),
        false => ledger.used(code.block),
    }
    ty.properties.extend(claims);
}

/// The first item, where the representation is an answer that holds items and no one of them.
fn of_answer(value: &Value) -> Option<&Value> {
    let members = value.as_object()?;
    let is_about_answer = |name: &str| name.starts_with('@');
    let has_context =
        members.iter().any(|it| is_about_answer(&it.name) && it.name != "@odata.type");
    let is_alone = members.iter().all(|it| it.name == "value" || is_about_answer(&it.name));
    let items = value.get("value").and_then(Value::as_array)?;
    if !(has_context && is_alone) {
        return None;
    }
    // What is not an object shows nothing of the type.
    items.first().filter(|item| item.as_object().is_some()).or(Some(value.get("value")?))
}

/// `@odata.annotations`: what each entry states of a property, or of the type.
fn capabilities(object: &Value) -> Vec<CapabilityClaim> {
    let entries = object.get("@odata.annotations").and_then(Value::as_array).unwrap_or_default();
    let mut found = Vec::new();
    for entry in entries {
        let property = entry.get("property").and_then(Value::as_str).map(str::to_owned);
        let stated = entry.get("capabilities").and_then(Value::as_object).unwrap_or_default();
        for member in stated {
            let value = match &member.value.kind {
                ValueKind::Bool(value) => value.to_string(),
                ValueKind::String(text) | ValueKind::Number(text) => text.clone(),
                ValueKind::Null | ValueKind::Array(_) | ValueKind::Object(_) => continue,
            };
            let name = Spanned::new(member.name.clone(), member.name_span);
            found.push(CapabilityClaim { property: property.clone(), name, value });
        }
    }
    found
}

/// Types without an annotation: each heading that names one, with a property table below it.
fn of_titles(
    cx: &Cx<'_>,
    parts: &[Part<'_>],
    codes: &[AnnotatedCode<'_>],
    ledger: &mut Ledger,
) -> Vec<TypeFacts> {
    let mut types: Vec<(Span, TypeFacts)> = Vec::new();
    for part in parts {
        if !has_properties(cx, part) {
            continue;
        }
        let Some((span, name)) = titled(cx, part) else { continue };
        if types.last().is_none_or(|(known, _)| *known != span) {
            let (source, value) = (Source::Heading, name.to_owned());
            types.push((span, empty(vec![Claim { source, value, span }])));
        }
    }
    // For each type, where the first of it and those after it begins.
    let mut starts: Vec<u32> = types.iter().map(|(span, _)| span.start).collect();
    for index in (1..starts.len()).rev() {
        starts[index - 1] = starts[index - 1].min(starts[index]);
    }
    for code in codes.iter().filter(|code| code.section == Some(Section::JsonRepresentation)) {
        let place = code.block.span.start;
        let owner = starts.partition_point(|start| *start < place).checked_sub(1);
        let Some((_, ty)) = owner.and_then(|owner| types.get_mut(owner)) else { continue };
        representation(cx, code, ty, ledger);
    }
    types.into_iter().map(|(_, ty)| ty).collect()
}

/// The nearest heading above a part that names a type, and the name.
fn titled<'p>(cx: &Cx<'_>, part: &Part<'p>) -> Option<(Span, &'p str)> {
    let mut headings = part.headings.iter().rev();
    headings.find_map(|heading| Some((heading.span, cx.dialect.type_name_of_title(&heading.text)?)))
}

fn tables(
    cx: &Cx<'_>,
    part: &Part<'_>,
    ty: &mut TypeFacts,
    known: &mut Known,
    ledger: &mut Ledger,
) {
    let source = match part.section {
        Some(Section::Properties) => Source::PropertyTable,
        Some(Section::Relationships) => Source::RelationshipTable,
        Some(Section::DerivedTypes) => return derived_table(cx, part, ty, ledger),
        Some(Section::NotModelled) => {
            part.tables().for_each(|(block, _)| ledger.left(block, LeftReason::NotModelled));
            return;
        }
        Some(Section::Methods) => {
            part.tables().for_each(|(block, _)| ledger.left(block, LeftReason::Operations));
            return;
        }
        // Some pages put the property table right below the title.
        None if part.depth <= 1 || is_title(cx, part) => Source::PropertyTable,
        None if own_tables::is_own(cx, part, ty, known) => Source::PropertyTable,
        None => return unknown_section(cx, part, ledger),
        _ => return,
    };
    for (block, table) in part.tables() {
        let claims = rows(cx, table, source).filter(|_| is_typed(cx, table)).unwrap_or_default();
        ledger.table(part, block, claims.len());
        lost::rows(cx, table, &claims, ledger);
        ty.properties.extend(claims);
    }
}

/// Tables of properties below a heading that is unknown may list another type's, or those of text.
fn unknown_section(cx: &Cx<'_>, part: &Part<'_>, ledger: &mut Ledger) {
    for (block, table) in part.tables() {
        let columns = Columns::of(table, cx.dialect);
        if columns.find(&[Column::Property]) == Some(0) && columns.find(&[Column::Type]).is_some() {
            ledger.left(block, LeftReason::UnknownSection);
        }
    }
}

/// Whether a part's own heading names a type.
fn is_title(cx: &Cx<'_>, part: &Part<'_>) -> bool {
    part.heading().is_some_and(|heading| cx.dialect.type_name_of_title(&heading.text).is_some())
}

/// Whether a table has a column of types.
fn is_typed(cx: &Cx<'_>, table: &Table) -> bool {
    Columns::of(table, cx.dialect).find(&[Column::Type]).is_some()
}

fn derived_table(cx: &Cx<'_>, part: &Part<'_>, ty: &mut TypeFacts, ledger: &mut Ledger) {
    for (block, table) in part.tables() {
        let n_before = ty.derived.len();
        for cell in table.rows.iter().filter_map(|row| row.cells.first()) {
            let found = type_text::of_cell(cx.docs, cx.dialect, &cell.inline, cell.span);
            if let Some(value) = found.filter(|_| property_name(cell).is_some()) {
                let (source, span) = (Source::DerivedTable, cell.span);
                ty.derived.push(Claim { source, value, span });
            }
        }
        ledger.table(part, block, ty.derived.len() - n_before);
    }
}

/// Whether sentences of a part are about the type.
fn is_about_type(part: &Part<'_>) -> bool {
    part.depth <= 1
        || matches!(part.section, Some(Section::Properties | Section::JsonRepresentation))
}

impl<'p> Part<'p> {
    /// The part's tables.
    pub(crate) fn tables(
        &self,
    ) -> impl Iterator<Item = (&'p Block, &'p crate::markdown::Table)> + use<'p, '_> {
        self.blocks.iter().filter_map(|block| match &block.kind {
            BlockKind::Table(table) => Some((*block, table)),
            _ => None,
        })
    }

    /// The paragraphs before the first table: what stands below one is a note about it.
    pub(crate) fn paragraphs_above_tables(&self) -> impl Iterator<Item = (&'p Block, &'p Inline)> {
        let is_table = |it: &&Block| matches!(it.kind, BlockKind::Table(_));
        let above = self.blocks.iter().copied().take_while(move |it| !is_table(it));
        above.filter_map(|block| match &block.kind {
            BlockKind::Paragraph(inline) => Some((block, inline)),
            _ => None,
        })
    }

    /// The part's paragraphs.
    pub(crate) fn paragraphs(&self) -> impl Iterator<Item = (&'p Block, &'p Inline)> + use<'p, '_> {
        self.blocks.iter().filter_map(|block| match &block.kind {
            BlockKind::Paragraph(inline) => Some((*block, inline)),
            _ => None,
        })
    }
}
