//! How findings look. One file an output format: `text` and `short` render one finding, the others all.

pub mod github;
pub mod json;
mod report;
pub mod sarif;
pub mod short;
#[cfg(feature = "cli")]
pub mod text;
#[cfg(feature = "cli")]
mod window;

pub use report::{Client, Difference, Report};

/// Text from a page as it may be shown: characters that move the cursor or turn the line around are
/// replaced, so that a page can't forge what a terminal shows.
pub fn visible(text: &str) -> String {
    text.chars().map(|c| if is_unsafe(c) { '\u{fffd}' } else { c }).collect()
}

/// Whether a character does something to what is shown around it.
pub(crate) fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn pages_cannot_move_the_cursor() {
        assert_eq!(visible("a\u{1b}[2Jb\u{202e}c\n"), "a\u{fffd}[2Jb\u{fffd}c\u{fffd}");
    }
}
