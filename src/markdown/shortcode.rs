//! Templates of site generators, `{{< required >}}` and `[lamp]({{< relref "types/lamp" >}})`, as the words and the links that
//! they become.

use super::marks::{Mark, Marks};
use std::borrow::Cow;

/// The text with its templates as markdown, byte for byte at the same places: a template that is nothing but a word is
/// that word with a comma behind it, one in place of a link's destination is the path that it quotes.
pub(super) fn masked(text: &str, marks: Marks) -> Cow<'_, str> {
    if !marks.has(Mark::Template) {
        return Cow::Borrowed(text);
    }
    let mut masked = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        mask(line, &mut masked);
    }
    Cow::Owned(masked)
}

fn mask(line: &str, masked: &mut String) {
    let mut rest = line;
    // What has no end further on has none for those behind it either.
    let mut endless = [false; 2];
    while let Some(start) = rest.find('{') {
        let (before, template) = rest.split_at(start);
        masked.push_str(before);
        let kind = usize::from(template.starts_with("{%"));
        let end = Some(["}}", "%}"][kind]).filter(|_| template.starts_with(["{{", "{%"][kind]));
        let end = end.filter(|_| !endless[kind]).map(|close| (close, template[2..].find(close)));
        endless[kind] |= matches!(end, Some((_, None)));
        let end = end.and_then(|(close, at)| Some(2 + at? + close.len())).unwrap_or(1);
        let (template, after) = template.split_at(end);
        match markdown(template, before) {
            Some(words) => masked.push_str(&words),
            None => masked.push_str(template),
        }
        rest = after;
    }
    masked.push_str(rest);
}

/// What a template becomes, filled up with blanks to its length.
fn markdown(template: &str, before: &str) -> Option<String> {
    let inner = template.get(2..template.len().checked_sub(2)?)?;
    let quoted = || {
        let mut quoted = inner.split(['"', '\'']);
        let (_, target) = (quoted.next()?, quoted.next()?);
        quoted.next()?;
        // It leads from the root of the site, wherever that is, or `/../x` from its page.
        Some(format!("/{}", target.trim_start_matches('/')))
    };
    let is_in_tag = [r#"href=""#, "href='"].iter().any(|it| before.ends_with(it));
    let words = match before.ends_with("](") {
        _ if is_in_tag => quoted()?,
        true => {
            let target = quoted()?;
            let n_blanks = template.len().checked_sub(target.len() + "<>".len())?;
            format!("<{target}{}>", " ".repeat(n_blanks))
        }
        // `{{ name }}` is a value that nobody knows here, and a placeholder of a path.
        false => {
            let marked =
                |mark| inner.strip_prefix(mark)?.strip_suffix(if mark == '<' { '>' } else { mark });
            let word = marked('<').or_else(|| marked('%'))?.trim();
            let is_word = !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || c == '-');
            is_word.then(|| format!("{word},"))?
        }
    };
    let n_blanks = template.len().checked_sub(words.len())?;
    Some(words + &" ".repeat(n_blanks))
}

#[cfg(test)]
mod tests {
    use super::{Marks, masked};

    #[test]
    fn templates_become_what_they_stand_for_at_their_places() {
        for (text, expected) in [
            ("{{<required>}} Text.", "required, Text."),
            ("{{% optional %}}", "optional, "),
            ("a [b]({{< relref \"types/lamp\" >}}) c", "a [b](</types/lamp >) c"),
            ("[b]({{ '/é' | url }}) {{x}}", "[b](</é >) {{x}}"),
            ("a [b]({{< ref \"../lamp#x\" >}}) c", "a [b](</../lamp#x >) c"),
            ("<a href=\"{{< ref \"../lamp\" >}}\">b</a>", "<a href=\"/../lamp \">b</a>"),
            ("<a href='{{ \"lamp\" | url }}'>b</a>", "<a href='/lamp '>b</a>"),
            ("{{< hint warning >}} {{< /hint >}}", "{{< hint warning >}} {{< /hint >}}"),
            ("{% x\n{{ {% {{<", "{% x\n{{ {% {{<"),
            ("/lamps/{id}/{{<y>}}", "/lamps/{id}/y, "),
        ] {
            let mut words = masked(text, Marks::of(text)).into_owned();
            while words.contains("  ") {
                words = words.replace("  ", " ");
            }
            assert_eq!(words, expected);
            assert_eq!(masked(text, Marks::of(text)).len(), text.len());
        }
    }
}
