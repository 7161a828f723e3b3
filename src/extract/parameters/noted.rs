//! What stands behind the name of a parameter, in an item of a list or in a sentence, as a row.

use crate::dialect::ParameterPlace;
use crate::extract::cx::Cx;
use crate::extract::rows::placed::Placed;
use crate::extract::text::note::{self, Note};
use crate::extract::text::notes::{notes, of_default};
use crate::extract::text::prose::prose;
use crate::facts::{PropertyClaim, PropertyNotes, Source};
use crate::markdown::Inline;
use crate::source::{Span, Spanned};

/// Whether a note is surely of a parameter: it says a type, or where the value goes or whether it must be given.
pub(super) fn is_sure(note: &Note) -> bool {
    let is_typed = note.ty.as_ref().is_some_and(|it| !it.is_guess);
    is_typed || note.place.is_some() || note.required.is_some()
}

/// What stands behind a name.
pub(super) fn claim(cx: &Cx<'_>, name: Spanned<String>, behind: &Inline, span: Span) -> Placed {
    let (note, description) = note::split(cx, behind, span);
    let place = note.place.unwrap_or(ParameterPlace::Unsaid);
    (place, claim_of(cx, name, (note, description), span))
}

/// A row of a name, a note and a description.
pub(crate) fn claim_of(
    cx: &Cx<'_>,
    name: Spanned<String>,
    (note, description): (Note, Inline),
    span: Span,
) -> PropertyClaim {
    let ty = note.ty;
    let mut notes: PropertyNotes = notes(cx, Some(&description), ty.as_ref());
    let written = cx.sources().text(name.span).trim_end_matches(['`', '*', '"']);
    notes.optional |= note.required == Some(false) || written.ends_with('?');
    notes.required = note.required.unwrap_or(notes.required && !notes.optional);
    notes.optional &= !notes.required;
    notes.nullable = note.nullable.or(notes.nullable);
    notes.terms.default = notes.terms.default.take().or(note.default);
    of_default(cx, &mut notes);
    if !note.values.is_empty() {
        notes.values = note.values;
    }
    PropertyClaim {
        source: Source::BodyTable,
        name,
        ty,
        description: prose(&description, span),
        notes: notes.into(),
        span,
    }
}
