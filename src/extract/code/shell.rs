//! The words of a command as a shell reads them: quotes, what goes on behind the end of a line, documents that stand below it.

use std::ops::Range;

/// A word of a command.
#[derive(Debug)]
pub(super) struct Word {
    pub(super) text: String,
    /// Where it stands, without quotes around it.
    pub(super) range: Range<usize>,
    /// It stands there as it is.
    pub(super) is_plain: bool,
    /// The first `&` outside of quotes.
    pub(super) cut: Option<usize>,
}

/// A command as it is read.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub(super) all: Vec<Word>,
    /// What is handed to it: the document below it, `<<END`.
    pub(super) document: Option<Word>,
    /// Where it ends.
    pub(super) end: usize,
}

/// The words of the command that goes on at a place.
pub(super) fn words(text: &str, from: usize) -> Words {
    let mut found = Words { end: text.len(), ..Words::default() };
    // The mark that ends the document, and is looked for where `<<` was.
    let mut mark: Option<String> = None;
    let mut is_mark = false;
    let mut chars = text[from..].char_indices().map(|(at, c)| (from + at, c)).peekable();
    while let Some(&(at, c)) = chars.peek() {
        if c == '\n' {
            // Some forget the backslash before an option.
            let next = text[at..].trim_start();
            if mark.is_some() || !next.starts_with(['-', '"', '\'']) {
                found.end = at;
                break;
            }
            while chars.next_if(|(_, c)| c.is_whitespace()).is_some() {}
        } else if c.is_whitespace() {
            chars.next();
        } else if goes_on(text, at, c) {
            while chars.next_if(|(_, c)| *c != '\n').is_some() {}
            chars.next();
        } else {
            let word = word(text, at, &mut chars);
            if matches!(word.text.as_str(), "|" | ";" | ">" | "&&") && word.is_plain {
                found.end =
                    text[word.range.end..].find('\n').map_or(text.len(), |it| word.range.end + it);
                break;
            }
            let document = word.text.strip_prefix("<<").filter(|_| text[at..].starts_with("<<"));
            match document.map(|it| it.trim_start_matches('-')) {
                Some("") => is_mark = true,
                // `<<<` is another thing.
                Some(it) if it.starts_with('<') => {}
                Some(it) => mark = Some(it.to_owned()),
                _ if is_mark => (mark, is_mark) = (Some(word.text), false),
                _ => found.all.push(word),
            }
        }
    }
    if let Some(mark) = mark {
        (found.document, found.end) = document(text, found.end, &mark);
    }
    found
}

/// Whether a line goes on in the next: behind `\`, and `^` and a backtick in the shells of Windows.
fn goes_on(text: &str, at: usize, c: char) -> bool {
    let behind = || text[at + 1..].trim_start_matches([' ', '\t', '\r']);
    matches!(c, '\\' | '^' | '`') && behind().starts_with('\n')
}

/// Reads a word that begins at a place.
fn word(
    text: &str,
    at: usize,
    chars: &mut std::iter::Peekable<impl Iterator<Item = (usize, char)>>,
) -> Word {
    let mut word = Word { text: String::new(), range: at..at, is_plain: true, cut: None };
    let mut n_parts = 0;
    while let Some(&(at, c)) = chars.peek() {
        if c.is_whitespace() {
            break;
        }
        chars.next();
        n_parts += 1;
        // `$'…'` has escapes as `"…"` does.
        let dollar = (c == '$').then(|| chars.next_if(|(_, c)| matches!(c, '"' | '\''))).flatten();
        let quote = dollar.or(Some((at, c)).filter(|_| matches!(c, '"' | '\'')));
        if let Some((at, quote)) = quote {
            let has_escapes = quote == '"' || dollar.is_some();
            let begins = word.text.is_empty() && word.range.is_empty();
            word.is_plain &= begins;
            let start = at + 1;
            let mut end = text.len();
            while let Some((at, inner)) = chars.next() {
                if inner == quote {
                    end = at;
                    break;
                }
                if inner == '\\' && has_escapes {
                    word.is_plain = false;
                    let escaped = chars.next().map(|(_, c)| c);
                    word.text.extend(escaped.map(|c| if quote == '"' { c } else { ansi(c) }));
                } else {
                    word.text.push(inner);
                }
            }
            word.range = if begins { start..end } else { word.range.start..end };
        } else {
            if c == '&' {
                word.cut.get_or_insert(at);
            }
            word.is_plain &= c != '\\' && (word.range.is_empty() || n_parts > 1);
            word.text.push(c);
            word.range.end = at + c.len_utf8();
        }
    }
    word
}

/// What is escaped in `$'…'`.
fn ansi(c: char) -> char {
    match c {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        c => c,
    }
}

/// The lines between the one of a command and the one that is the mark, and where they end. Without it they are all that follow.
fn document(text: &str, end_of_command: usize, mark: &str) -> (Option<Word>, usize) {
    let rest = text.get(end_of_command..).unwrap_or_default();
    let Some(first) = rest.find('\n').map(|it| end_of_command + it + 1) else {
        return (None, text.len());
    };
    let (mut end, mut behind) = (first, text.len());
    for line in text[first..].split_inclusive('\n') {
        if line.trim() == mark {
            behind = end + line.len();
            break;
        }
        end += line.len();
    }
    let content = &text[first..end];
    let start = first + content.len() - content.trim_start().len();
    let content = content.trim();
    let range = start..start + content.len();
    (Some(Word { text: content.to_owned(), range, is_plain: true, cut: None }), behind)
}
