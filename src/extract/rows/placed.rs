//! Where parameters go that say so themselves: in a cell of their row, in a note, or in their description.

use super::property::{self, of_property};
use crate::dialect::{Column, ParameterPlace};
use crate::extract::cx::Cx;
use crate::extract::page::columns::{Columns, cell};
use crate::extract::text::phrases::find;
use crate::facts::{OperationFacts, PropertyClaim, Prose, Source, TypeText};
use crate::markdown::Table;

/// A row, and where its parameter goes.
pub(crate) type Placed = (ParameterPlace, PropertyClaim);

/// The rows of a table, each with what its column of places says.
pub(crate) fn of_table(cx: &Cx<'_>, table: &Table, claims: Vec<PropertyClaim>) -> Vec<Placed> {
    let column = Columns::of(table, cx.dialect).find(&[Column::Place]);
    let mut rows = table.rows.iter().peekable();
    let place = |claim: &PropertyClaim| {
        // A row of several names is a claim each.
        while rows.next_if(|it| it.span != claim.span).is_some() {}
        cx.dialect.place(&cell(rows.peek()?, column)?.inline.plain())
    };
    let places: Vec<_> = claims.iter().map(place).collect();
    let places = places.into_iter().map(|it| it.unwrap_or(ParameterPlace::Unsaid));
    places.zip(claims).collect()
}

/// Of the rows below a heading or label that says where they go, those that say themselves that they go elsewhere; the others
/// stay.
pub(crate) fn elsewhere(own: ParameterPlace, rows: &mut Vec<Placed>) -> Vec<Placed> {
    let is_elsewhere = |it: &mut Placed| it.0 != ParameterPlace::Unsaid && it.0 != own;
    rows.extract_if(.., is_elsewhere).collect()
}

/// Those of a table that go elsewhere by its column of places.
pub(crate) fn elsewhere_by_column(cx: &Cx<'_>, table: &Table, own: ParameterPlace) -> Vec<Placed> {
    if Columns::of(table, cx.dialect).find(&[Column::Place]).is_none() {
        return Vec::new();
    }
    let claims = property::rows(cx, table, Source::BodyTable).unwrap_or_default();
    elsewhere(own, &mut of_table(cx, table, claims))
}

/// Puts rows where they say that they go.
pub(crate) fn put_all(cx: &Cx<'_>, facts: &mut OperationFacts, rows: Vec<Placed>) {
    for row in rows {
        let unsaid = put(cx, facts, row);
        facts.body.properties.extend(unsaid);
    }
}

/// Where the description of a parameter says that it goes: "This is specified as part of the URL."
pub(crate) fn of_description(cx: &Cx<'_>, description: Option<&Prose>) -> Option<ParameterPlace> {
    in_words(cx, &description?.text)
}

/// Where a text says that a parameter goes.
pub(crate) fn in_words(cx: &Cx<'_>, text: &str) -> Option<ParameterPlace> {
    let phrases = &cx.dialect.phrases;
    let places = [
        // Those that placeholders name are the path's, wherever they are listed.
        (&phrases.in_url, ParameterPlace::Query),
        (&phrases.in_header, ParameterPlace::Header),
        (&phrases.in_body, ParameterPlace::Body),
    ];
    let said = places.into_iter().filter_map(|(words, place)| {
        let first = find(text, words).into_iter().next()?;
        Some((first.start, place))
    });
    said.min_by_key(|(at, _)| *at).map(|(_, place)| place)
}

/// Finds the row that is the whole body, where only one does not say where it goes, and it is called as the body is and is of
/// a type that is linked.
pub(crate) fn find_body(cx: &Cx<'_>, rows: &mut [Placed]) {
    let mut unsaid = rows.iter_mut().filter(|it| it.0 == ParameterPlace::Unsaid);
    let (Some((place, claim)), None) = (unsaid.next(), unsaid.next()) else { return };
    let is_linked = |ty: &TypeText| ty.mentions.iter().any(|it| it.target.is_some());
    let is_body = cx.dialect.place(&claim.name.value) == Some(ParameterPlace::Body);
    if is_body && claim.ty.as_ref().is_some_and(is_linked) {
        *place = ParameterPlace::Body;
    }
}

/// Puts a row where it goes; one that does not say so is returned.
pub(crate) fn put(
    cx: &Cx<'_>,
    facts: &mut OperationFacts,
    (place, claim): Placed,
) -> Option<PropertyClaim> {
    let is_primitive = |ty: &TypeText| ty.mentions.iter().any(|it| it.primitive.is_some());
    let is_whole =
        place == ParameterPlace::Body && cx.dialect.place(&claim.name.value) == Some(place);
    match place {
        // A row that is called as the body is, and is of a type, is all of it.
        ParameterPlace::Body
            if is_whole && claim.ty.as_ref().is_some_and(|it| !is_primitive(it)) =>
        {
            let said = claim.ty.map(|it| TypeText { is_guess: true, ..it });
            facts.body.ty = facts.body.ty.take().or(said);
        }
        ParameterPlace::Unsaid => return Some(claim),
        ParameterPlace::Path => facts.path_parameters.push(of_property(claim)),
        ParameterPlace::Query => facts.query_parameters.push(of_property(claim)),
        ParameterPlace::Header => facts.headers.push(of_property(claim)),
        ParameterPlace::Body => {
            facts.body.parameters.get_or_insert(claim.span);
            facts.body.properties.push(claim);
        }
        ParameterPlace::Answer => facts.response.properties.push(claim),
    }
    None
}
