//! Rows of tables as the parser gets them. It takes a table for a paragraph, all of which is left, since its cells are read
//! from the text: what it makes of emphasis, code and links in them is work for nothing.

use super::table::is_separator;
use memchr::memchr;
use std::borrow::Cow;
use std::ops::Range;

/// The text without marks in the rows of tables, byte for byte at the same places.
///
/// Only of tables that are paragraphs of their own, whatever they stand in: blank lines around them, no line of them indented.
/// In code and HTML, where such lines stand as well, nothing that counts there is taken for a mark.
pub(super) fn masked(text: Cow<'_, str>) -> Cow<'_, str> {
    let tables = find(&text);
    if tables.is_empty() {
        return text;
    }
    let mut bytes = text.as_bytes().to_vec();
    let is_mark = |byte: &u8| matches!(byte, b'*' | b'_' | b'`' | b'[' | b'!' | b'&' | b'\\');
    for table in tables {
        let marks = bytes[table].iter_mut().filter(|byte| is_mark(byte));
        marks.for_each(|byte| *byte = b'x');
    }
    String::from_utf8(bytes).map_or(text, Cow::Owned)
}

/// What the lines so far end in.
enum Above {
    Other,
    Blank,
    Header(usize),
    /// A table that begins there.
    Rows(usize),
}

fn find(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut above = Above::Other;
    let mut offset = 0;
    while offset < text.len() {
        let start = offset;
        offset = memchr(b'\n', &text.as_bytes()[start..]).map_or(text.len(), |at| start + at + 1);
        let line = &text[start..offset];
        let is_row = line.starts_with('|');
        // The parser knows no other blanks.
        let is_blank = !is_row && line.bytes().all(|it| matches!(it, b' ' | b'\t' | b'\r' | b'\n'));
        above = match above {
            Above::Blank if is_row => Above::Header(start),
            Above::Header(header) if is_row && is_separator(line) => Above::Rows(header),
            Above::Rows(header) if is_row => Above::Rows(header),
            Above::Rows(header) if is_blank => {
                found.push(header..start);
                Above::Blank
            }
            _ if is_blank => Above::Blank,
            _ => Above::Other,
        };
    }
    if let Above::Rows(header) = above {
        found.push(header..text.len());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(masked(text.into()), expected);
    }

    #[test]
    fn rows_have_no_marks() {
        check(
            "*a*\n\n|`a`|\n|:-|\n|[é](x_y.md)|\n \n*a*",
            "*a*\n\n|xax|\n|:-|\n|xé](xxy.md)|\n \n*a*",
        );
        check("\r\n|a|\r\n|-|\r\n|*b*|\r\n", "\r\n|a|\r\n|-|\r\n|xbx|\r\n");
    }

    #[test]
    fn what_may_be_no_table_is_left() {
        for text in [
            "|*a*|\n|-|\n|*b*|\n",
            "*a*\n|*a*|\n|-|\n|*b*|\n",
            "\n|*a*|\n|*b*|\n",
            "\n|*a*|\n|-|\n|*b*|\n===\n",
            "\n|*a*|\n|-|\n|*b*|\n\u{a0}\n===\n",
            "\n |*a*|\n |-|\n |*b*|\n",
        ] {
            check(text, text);
        }
    }
}
