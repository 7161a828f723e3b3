//! Answers that an operation shows as JSON alone, without a message around it.

use crate::dialect::Section;
use crate::extract::code::annotated_code::AnnotatedCode;
use crate::extract::cx::Cx;
use crate::source::{Span, Spanned};

/// The status of an answer of which nothing says one.
pub(super) const USUAL: u16 = 200;

/// The status of the answer that a code block is, if it can be one: it stands below a heading or a label that
/// says so, or right behind a command that asks for it. It must be known to be JSON. `told` is what the operation's text says.
pub(crate) fn status(
    cx: &Cx<'_>,
    code: &AnnotatedCode<'_>,
    is_asked: bool,
    told: Option<u16>,
) -> Option<Spanned<u16>> {
    let is_answer = match code.section {
        Some(Section::ExampleResponse | Section::Response) => true,
        Some(Section::Examples | Section::Parameters | Section::QueryParameters) | None => {
            is_asked || is_announced(cx, code)
        }
        Some(_) => false,
    };
    if !cx.dialect.shape.is_body(&code.code.language) || !is_answer {
        return None;
    }
    Some(said_status(cx, code, told))
}

/// The status that the text above a code block says of the answer in it, else its heading, else the operation's text.
pub(super) fn said_status(
    cx: &Cx<'_>,
    code: &AnnotatedCode<'_>,
    told: Option<u16>,
) -> Spanned<u16> {
    let start = code.code.content.part(0..0);
    // "201 on success. If it fails, 400 is returned with a message:" announces the failure.
    let of_last = |text: &str| first_status(last_sentence(text)).filter(|_| is_announced(cx, code));
    let above = code.said.and_then(|(span, inline)| {
        let text = inline.plain();
        let status = of_last(&text).or_else(|| first_status(&text))?;
        Some(Spanned::new(status, span))
    });
    let heading = || Some(Spanned::new(first_status(code.heading?)?, start));
    above.or_else(heading).unwrap_or_else(|| Spanned::new(told.unwrap_or(USUAL), start))
}

/// Whether the paragraph right above says in its last sentence that an answer follows: "It returns at once, with an id:".
fn is_announced(cx: &Cx<'_>, code: &AnnotatedCode<'_>) -> bool {
    let Some((above, inline)) = code.said.filter(|_| cx.dialect.shape.has_sections()) else {
        return false;
    };
    let between = Span { start: above.end, end: code.block.span.start, ..above };
    let is_right_above = above.file == code.block.span.file
        && between.start <= between.end
        && cx.sources().text(between).trim().is_empty();
    let text = inline.plain();
    let last = last_sentence(&text);
    let said = cx.dialect.phrases.said_in(last);
    // "The answer is as follows." goes on below as one with a colon does.
    let goes_on = || {
        let lower = last.to_lowercase();
        cx.dialect.phrases.follows.iter().any(|it| lower.contains(it.as_str()))
    };
    is_right_above
        && (said.returns() || said.response_body())
        && (last.ends_with([':', '：']) || goes_on())
}

fn last_sentence(text: &str) -> &str {
    text.trim_end().rsplit(". ").next().unwrap_or_default()
}

/// The first status code among words: `201`, `(404)`, `HTTP 200 OK`.
pub(super) fn first_status(text: &str) -> Option<u16> {
    let words = text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '-' | '%'));
    let mut codes = words.filter(|it| it.len() == 3).filter_map(|it| it.parse().ok());
    codes.find(|it| (200..600).contains(it))
}

/// Whether a code block stands behind another one with nothing but text between them: the nearest request.
pub(crate) fn is_below(code: &AnnotatedCode<'_>, asked: Option<Span>) -> bool {
    let content = code.code.content;
    asked.is_some_and(|it| it.file == content.file && it.end <= content.start)
}

#[cfg(test)]
mod tests {
    use super::first_status;

    #[test]
    fn statuses_among_words() {
        assert_eq!(first_status("Example response (201):"), Some(201));
        assert_eq!(first_status("Answers with 404 if there is none"), Some(404));
        assert_eq!(first_status("The first 100 of v2.200 and 250-300"), None);
    }
}
