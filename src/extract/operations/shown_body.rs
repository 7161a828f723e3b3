//! What is shown of a request body: JSON in its section, and the object that examples put it into.

use crate::dialect::Section;
use crate::extract::code::annotated_code::AnnotatedCode;
use crate::extract::cx::Cx;
use crate::extract::examples::bare_answer;
use crate::extract::examples::sent_below::Sent;
use crate::extract::page::outline::Ledger;
use crate::facts::{BodyFacts, ExampleBody, ExampleFacts};
use crate::json::Value;
use crate::source::Spanned;

/// The first JSON object that the section shows by itself, without a message around it; where operations are sections, a list of
/// objects as well, and what an example shows before the answer.
pub(crate) fn extract<'c, 'p>(
    cx: &Cx<'_>,
    codes: &[&'c AnnotatedCode<'p>],
    sent: &Sent,
    ledger: &mut Ledger,
) -> Option<(Value, &'c AnnotatedCode<'p>)> {
    let mut own = codes.iter().enumerate().filter(|(index, code)| {
        let is_sent = match code.section {
            Some(Section::RequestBody | Section::ExampleRequest) => true,
            Some(Section::Examples) => {
                is_before_answer(cx, codes, *index, sent) || is_documented(cx, codes, *index, sent)
            }
            Some(Section::Parameters) | None => is_documented(cx, codes, *index, sent),
            _ => false,
        };
        is_sent && !code.is_program()
    });
    own.find_map(|(_, code)| {
        let text = cx.sources().text(code.code.content).trim_start();
        let is_list = cx.dialect.shape.has_sections() && text.starts_with('[');
        let is_object = text.starts_with('{') || is_list;
        let value = is_object.then(|| code.json(cx.sources(), ledger)).flatten()?;
        ledger.used(code.block);
        Some((value, *code))
    })
}

/// Whether the first code of an operation that is sent something is an example of that: what is answered stands right behind it,
/// below a heading of its own.
fn is_before_answer(cx: &Cx<'_>, codes: &[&AnnotatedCode<'_>], index: usize, sent: &Sent) -> bool {
    let next = codes.get(index + 1).filter(|it| it.heading != codes[index].heading);
    let heading = next.and_then(|it| cx.dialect.section(it.heading?)).map(|it| it.0);
    let is_answered = matches!(heading, Some(Section::Response | Section::ExampleResponse));
    index == 0 && is_answered && !sent.is_nothing && cx.dialect.shape.has_sections()
}

/// Whether the first code of an operation has no other members than those that are documented as sent, and nobody says that it is
/// answered.
fn is_documented(cx: &Cx<'_>, codes: &[&AnnotatedCode<'_>], index: usize, sent: &Sent) -> bool {
    let code = codes[index];
    let is_answer = || bare_answer::status(cx, code, false, None).is_some();
    index == 0 && sent.lists(cx, code) && !is_answer()
}

/// Finds the name under which examples send the object that the table describes: their only member,
/// which the table does not list and in which its rows are.
pub(crate) fn find_wrapper(body: &mut BodyFacts, examples: &[ExampleFacts]) {
    if body.properties.is_empty() {
        return;
    }
    let is_row =
        |name: &str| body.properties.iter().any(|row| row.name.value.eq_ignore_ascii_case(name));
    let requests = examples.iter().filter_map(|example| example.request.as_ref());
    let mut only_members = requests.filter_map(|request| match &request.body {
        Some(ExampleBody::Json(value)) => Some(match value.as_object() {
            Some([only]) => Some(only),
            Some(_) | None => None,
        }),
        Some(ExampleBody::BrokenJson(_) | ExampleBody::Other(_)) | None => None,
    });
    let Some(Some(first)) = only_members.next() else { return };
    let is_same = only_members.all(|it| it.is_some_and(|it| it.name == first.name));
    let items = first.value.as_array();
    let inner = items.map_or(Some(&first.value), <[Value]>::first);
    let mut members = inner.and_then(Value::as_object).unwrap_or_default().iter();
    let is_described = members.len() > 0 && members.all(|it| is_row(&it.name));
    let is_named = body.wrapper.as_ref().is_none_or(|it| it.value == first.name);
    if is_same && is_described && is_named && !is_row(&first.name) && !first.name.contains('@') {
        let name = || Spanned::new(first.name.clone(), first.name_span);
        body.wraps_many = items.is_some();
        body.wrapper.get_or_insert_with(name);
    }
}
