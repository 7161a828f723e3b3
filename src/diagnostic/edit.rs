//! Edits that findings carry as data: each the text of a place, and what is to stand there instead.
//!
//! A rule adds one with `Diagnostic::edit`:
//!
//! ```text
//! Diagnostic::new(&RULE, comma, "a comma before a closing bracket").edit(comma, "")
//! ```
//!
//! - Only where there is one thing that the writer can have meant. Where there are two, or where the edit is good in most
//!   cases, the finding says `help:` and has no edit.
//! - The edits of one finding are one change: all of them are made, or none. Together they end the finding.
//! - The span is all that is replaced: of a name only the name. An empty span puts the replacement in front of what stands
//!   there. To take out a whole line, the span has its line feed.
//! - A span may be in any file of the docs, not only in that of the finding. Edits outside of the docs are not made.
//! - Those of one finding may stand side by side, but not overlap.
//! - Two findings may say the same edit; it is made once. Where two say others that touch, the first is made, and the
//!   other once the docs were read again, if it is still needed.
//! - A line feed in a replacement becomes that of the file.

use crate::source::Span;

/// A change of one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; nothing where it is empty.
    pub span: Span,
    /// What stands there then.
    pub replacement: String,
}
