//! Where parameters go that say so themselves: in a cell of their row, in a note, or in their description.

use super::columns::{Columns, cell};
use super::cx::Cx;
use super::phrases::find;
use super::property::of_property;
use crate::dialect::{Column, ParameterPlace};
use crate::facts::{OperationFacts, PropertyClaim, TypeText};
use crate::markdown::Table;

/// A row, and where its parameter goes.
pub(super) type Placed = (ParameterPlace, PropertyClaim);

/// The rows of a table, each with what its column of places says.
pub(super) fn of_table(cx: &Cx<'_>, table: &Table, claims: Vec<PropertyClaim>) -> Vec<Placed> {
    let column = Columns::of(table, cx.dialect).find(&[Column::Place]);
    let mut rows = table.rows.iter();
    let place = |claim: &PropertyClaim| {
        let row = rows.find(|it| it.span == claim.span)?;
        cx.dialect.place(&cell(row, column)?.inline.plain())
    };
    let places: Vec<_> = claims.iter().map(place).collect();
    let places = places.into_iter().map(|it| it.unwrap_or(ParameterPlace::Unsaid));
    places.zip(claims).collect()
}

/// Where a description says that its parameter goes: "This is specified as part of the URL."
pub(super) fn in_words(cx: &Cx<'_>, claim: &PropertyClaim) -> Option<ParameterPlace> {
    let phrases = &cx.dialect.phrases;
    let text = claim.description.as_ref()?.text.as_str();
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

/// Puts a row where it goes; one that does not say so is returned.
pub(super) fn put(
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
