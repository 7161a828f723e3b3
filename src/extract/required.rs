//! Whether what stands above parameters says that they must be given.

use super::cx::Cx;
use super::labels;
use super::outline::Part;

/// Whether the heading or label of a part says that all of its parameters must be given, or need not be: "Required parameters".
pub(super) fn requires(cx: &Cx<'_>, part: &Part<'_>) -> Option<bool> {
    if !cx.dialect.shape.has_sections() {
        return None;
    }
    let label = || {
        let (_, inline) = part.paragraphs().next()?;
        labels::begun(cx, inline).map(|it| it.words).or_else(|| inline.label())
    };
    let words = match part.depth == part.headings.len() {
        true => part.heading().map(|it| it.text.clone()),
        false => label(),
    };
    cx.dialect.requires(&words?)
}
