//! Commands of `curl` as requests: method, URL, headers and data.

use crate::extract::text::form::is_name;
use crate::http::{Header, Method, Request};
use crate::source::{Span, Spanned};
use std::ops::Range;

/// What a command asks for.
#[derive(Debug)]
pub(crate) struct Command {
    pub(crate) request: Request,
    /// The data stands there as it is sent; else parts of it are escaped, or several make it up.
    pub(crate) is_plain: bool,
    /// The names of the fields of a form, if that is what is sent.
    pub(crate) fields: Vec<Spanned<String>>,
    /// These are sent as parts.
    pub(crate) is_of_parts: bool,
    /// Some of these are files.
    pub(crate) has_files: bool,
    /// The file or variable in which what is sent stands, as the command writes it.
    pub(crate) elsewhere: Option<String>,
    /// Where the shell ends the URL: at `&`, which stands outside of quotes.
    pub(crate) cut: Option<Cut>,
}

/// A URL that the shell ends before the docs do.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cut {
    /// What ends it.
    pub(crate) at: Span,
    /// The whole.
    pub(crate) url: Span,
}

/// Options that take no value.
const ALONE: &[&str] = &[
    "--compressed",
    "--fail",
    "--globoff",
    "--http1.1",
    "--http2",
    "--include",
    "--insecure",
    "--location",
    "--no-buffer",
    "--progress-bar",
    "--show-error",
    "--silent",
    "--verbose",
];
/// Letters of options that take no value.
const LETTERS: &str = "fgikLNsSv#";

/// The commands of a code block, in order.
pub(crate) fn commands(text: &str, at: Span) -> Vec<Command> {
    let mut found = Vec::new();
    let mut offset = 0;
    while offset < text.len() {
        let line = text[offset..].split_inclusive('\n').next().unwrap_or_default();
        let start = offset + line.len() - line.trim_start().len();
        let begun = text[start..].strip_prefix("$ ").map_or(start, |_| start + 2);
        let is_one = text[begun..]
            .strip_prefix("curl")
            .is_some_and(|it| it.starts_with([' ', '\t', '\n', '\\']));
        if !is_one {
            offset += line.len();
            continue;
        }
        let (words, end) = words(text, begun + "curl".len());
        found.extend(command(text, at, begun..begun + "curl".len(), &words));
        offset = end.max(offset + line.len());
    }
    found
}

/// A word of a command.
#[derive(Debug)]
struct Word {
    text: String,
    /// Where it stands, without quotes around it.
    range: Range<usize>,
    /// It stands there as it is.
    is_plain: bool,
    /// The first `&` outside of quotes.
    cut: Option<usize>,
}

/// The words of a command, and where it ends.
fn words(text: &str, from: usize) -> (Vec<Word>, usize) {
    let mut words: Vec<Word> = Vec::new();
    let mut chars = text[from..].char_indices().map(|(at, c)| (from + at, c)).peekable();
    while let Some(&(at, c)) = chars.peek() {
        if c == '\n' {
            // Some forget the backslash before an option.
            let next = text[at..].trim_start();
            if !next.starts_with(['-', '"', '\'']) {
                return (words, at);
            }
            while chars.next_if(|(_, c)| c.is_whitespace()).is_some() {}
        } else if c.is_whitespace()
            || c == '\\' && text[at + 1..].trim_start_matches([' ', '\t', '\r']).starts_with('\n')
        {
            if c == '\\' {
                while chars.next_if(|(_, c)| *c != '\n').is_some() {}
            }
            chars.next();
        } else {
            let mut word = Word { text: String::new(), range: at..at, is_plain: true, cut: None };
            let mut n_parts = 0;
            while let Some(&(at, c)) = chars.peek() {
                if c.is_whitespace() {
                    break;
                }
                chars.next();
                n_parts += 1;
                if c == '"' || c == '\'' {
                    let begins = word.text.is_empty() && word.range.is_empty();
                    word.is_plain &= begins;
                    let start = at + 1;
                    let mut end = text.len();
                    while let Some((at, inner)) = chars.next() {
                        if inner == c {
                            end = at;
                            break;
                        }
                        match (inner, c) {
                            ('\\', '"') => {
                                word.is_plain = false;
                                word.text.extend(chars.next().map(|(_, c)| c));
                            }
                            _ => word.text.push(inner),
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
            if matches!(word.text.as_str(), "|" | ";" | ">" | "&&") && word.is_plain {
                let end =
                    text[word.range.end..].find('\n').map_or(text.len(), |it| word.range.end + it);
                return (words, end);
            }
            words.push(word);
        }
    }
    (words, text.len())
}

fn command(text: &str, at: Span, name: Range<usize>, words: &[Word]) -> Option<Command> {
    let mut method: Option<Spanned<Method>> = None;
    let mut url: Option<&Word> = None;
    let mut headers = Vec::new();
    let mut data: Vec<Data<'_>> = Vec::new();
    let (mut is_query, mut is_form, mut elsewhere) = (false, false, None);
    let (mut is_of_parts, mut has_files) = (false, false);
    let mut implied = Method::Get;
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let option = word.text.as_str();
        if !option.starts_with('-') || option.len() < 2 {
            url = url.or(Some(word));
            continue;
        }
        let (option, own) = match option.starts_with("--") {
            true => option.split_once('=').map_or((option, None), |(it, own)| (it, Some(own))),
            false => option
                .split_at_checked(2)
                .map_or((option, None), |(it, own)| (it, Some(own).filter(|own| !own.is_empty()))),
        };
        match option {
            "-G" | "--get" => is_query = true,
            "-I" | "--head" => implied = Method::Head,
            _ if ALONE.contains(&option) => {}
            _ if option.len() == 2 && LETTERS.contains(&option[1..]) => {
                // `-sX POST`
                if own.is_some_and(|it| it.ends_with('X')) {
                    method = words.next().and_then(|it| method_of(&it.text, it, at));
                }
            }
            _ => {
                let value = match own {
                    Some(own) => Value { text: own.trim_start_matches('='), word },
                    None => {
                        let Some(next) = words.next() else { break };
                        Value { text: &next.text, word: next }
                    }
                };
                match option {
                    "-X" | "--request" => method = method_of(value.text, value.word, at),
                    "-H" | "--header" => headers.extend(header(&value, text, at)),
                    "-d" | "--data" | "--data-raw" | "--data-binary" | "--data-ascii"
                    | "--json" => {
                        if stands_for_another(value.text, option != "--data-raw") {
                            elsewhere = Some(value.text.to_owned());
                        }
                        data.push(Data { is_one: false, value });
                    }
                    "--data-urlencode" | "-F" | "--form" | "--form-string" => {
                        is_form = true;
                        is_of_parts |= option != "--data-urlencode";
                        has_files |= matches!(option, "-F" | "--form")
                            && value.text.split_once('=').is_some_and(|it| it.1.starts_with('@'));
                        data.push(Data { is_one: true, value });
                    }
                    "--url" => url = Some(value.word),
                    "-T" | "--upload-file" => {
                        elsewhere = Some(value.text.to_owned());
                        implied = Method::Put;
                    }
                    _ => {}
                }
            }
        }
    }
    let url = url?;
    // A variable stands for the service's address.
    let (start, target) = match url.text.strip_prefix('$') {
        Some(rest) => rest.find('/').map(|slash| (slash + 1, &rest[slash..]))?,
        None => (0, url.text.as_str()),
    };
    if !target.contains('/') {
        return None;
    }
    let is_sent = !data.is_empty() && !is_query;
    let implied = if is_sent && implied == Method::Get { Method::Post } else { implied };
    let whole = at.part(url.range.clone());
    let place = if url.is_plain { at.part(url.range.start + start..url.range.end) } else { whole };
    let request = Request {
        method: method.unwrap_or_else(|| Spanned::new(implied, at.part(name))),
        target: Spanned::new(target.to_owned(), place),
        headers,
        body: data
            .first()
            .filter(|_| is_sent && elsewhere.is_none())
            .map(|it| at.part(it.value.word.range.clone())),
    };
    let is_plain = !is_form && data.len() == 1 && data.iter().all(|it| it.value.word.is_plain);
    let fields = if is_sent && elsewhere.is_none() { fields(&data, at) } else { Vec::new() };
    let cut = url.cut.filter(|cut| begins_field(&text[cut + 1..]));
    let cut = cut.map(|cut| Cut { at: at.part(cut..cut + 1), url: whole });
    Some(Command { request, is_plain, fields, is_of_parts, has_files, elsewhere, cut })
}

/// Whether a name and `=` follow.
fn begins_field(text: &str) -> bool {
    let end = text.find(|c: char| !c.is_alphanumeric() && !"_-.[]$".contains(c));
    end.is_some_and(|end| end > 0 && text[end..].starts_with('='))
}

/// Whether data only says where it stands: in a file, or in a variable.
fn stands_for_another(text: &str, takes_files: bool) -> bool {
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let name = text.strip_prefix('$').map(|it| it.trim_matches(['{', '}']));
    takes_files && text.starts_with('@')
        || text.starts_with("$(")
        || name.is_some_and(|it| !it.is_empty() && it.chars().all(is_of_name))
}

/// Data that is sent.
struct Data<'w> {
    /// It is one field, whatever stands in it.
    is_one: bool,
    value: Value<'w>,
}

/// The names of the fields in data that are those of a form: `a=1&b=2`.
fn fields(data: &[Data<'_>], at: Span) -> Vec<Spanned<String>> {
    let mut found = Vec::new();
    for Data { is_one, value } in data {
        let mut offset = 0;
        let parts: Vec<&str> = match is_one {
            true => vec![value.text],
            false => value.text.split('&').collect(),
        };
        for part in parts {
            let Some((name, _)) = part.split_once('=') else { return Vec::new() };
            if !is_name(name) {
                return Vec::new();
            }
            let range = &value.word.range;
            let start = range.start + value.word.text.len() - value.text.len() + offset;
            let place = match value.word.is_plain {
                true => start..start + name.len(),
                false => range.clone(),
            };
            found.push(Spanned::new(name.to_owned(), at.part(place)));
            offset += part.len() + 1;
        }
    }
    found
}

/// The value of an option, which stands in a word.
struct Value<'w> {
    text: &'w str,
    word: &'w Word,
}

fn method_of(text: &str, word: &Word, at: Span) -> Option<Spanned<Method>> {
    let known = Method::ALL.iter().find(|(_, name)| name.eq_ignore_ascii_case(text))?;
    Some(Spanned::new(known.0, at.part(word.range.clone())))
}

fn header(value: &Value<'_>, text: &str, at: Span) -> Option<Header> {
    let (name, said) = value.text.split_once(':')?;
    let range = value.word.range.clone();
    let place = |part: &str| {
        let found = text[range.clone()].find(part).filter(|_| !part.is_empty());
        found.map_or(range.clone(), |it| range.start + it..range.start + it + part.len())
    };
    let (name, said) = (name.trim(), said.trim());
    Some(Header {
        name: Spanned::new(name.to_owned(), at.part(place(name))),
        value: Spanned::new(said.to_owned(), at.part(place(said))),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let found = commands(text, Span::new(FileId(0), 0..text.len()));
        let shown = found.iter().map(
            |Command { request, is_plain, fields, is_of_parts, has_files, elsewhere, cut }| {
                let body = request.body.map(|it| text[it.range()].to_owned());
                let body = body.map(|it| if *is_plain { it } else { format!("~{it}") });
                let headers = request.headers.iter().map(|it| it.name.value.clone());
                let line = [request.method.value.as_str().to_owned(), request.target.value.clone()];
                let names: Vec<&str> = fields.iter().map(|it| &text[it.span.range()]).collect();
                let kind = match (is_of_parts, has_files) {
                    (true, true) => " in parts with files",
                    (true, false) => " in parts",
                    (false, _) => "",
                };
                let fields = (!fields.is_empty()).then(|| format!("({}{kind})", names.join(", ")));
                let elsewhere = elsewhere.as_ref().map(|_| "@".to_owned());
                let cut = cut
                    .map(|it| format!("cut:{}", &text[it.at.start as usize..it.url.end as usize]));
                let rest = [fields, elsewhere, cut].into_iter().flatten();
                line.into_iter()
                    .chain(headers)
                    .chain(body)
                    .chain(rest)
                    .collect::<Vec<_>>()
                    .join(" ")
            },
        );
        assert_eq!(shown.collect::<Vec<_>>().join("; "), expected);
    }

    #[test]
    fn requests_of_commands() {
        check("curl https://a.example/lamps", "GET https://a.example/lamps");
        check("$ curl -sX POST -d '{\"a\": 1}' /lamps", "POST /lamps {\"a\": 1}");
        check(
            "curl --request PUT \\\n  --header 'Accept: x/y' \\\n  --data \"{\\\"a\\\": 1}\" \"https://a.example/lamps/5?x=1\"",
            "PUT https://a.example/lamps/5?x=1 Accept ~{\\\"a\\\": 1}",
        );
        check("curl -d a=1 -d b=2 /x", "POST /x ~a=1 (a, b)");
        check("curl -d 'a=1&b[c]=2' /x", "POST /x a=1&b[c]=2 (a, b[c])");
        check("curl -d $SENT /x", "POST /x @");
        check("curl -d \"${SENT}\" /x\ncurl --json @- /x", "POST /x @; POST /x @");
        check("curl --data-raw @a /x\ncurl -T a.png /x", "POST /x @a; PUT /x @");
        check("curl -d '$1.50' /x", "POST /x $1.50");
        check("curl --data-urlencode 'a=b&c=d' -d 'e=f&g=h' /x", "POST /x ~a=b&c=d (a, e, g)");
        check("curl -G -d a=1 /x", "GET /x");
        check("curl -I /x | head", "HEAD /x");
        check("curl /x\ncurl -XDELETE /y", "GET /x; DELETE /y");
        check("curl $HOST/x/y", "GET /x/y");
        check("curl --form \"file=@a.png\" /x", "POST /x ~file=@a.png (file in parts with files)");
        check("curl -F a=1 -F b=2 /x", "POST /x ~a=1 (a, b in parts)");
        check("curl /x?a=1&b=2", "GET /x?a=1&b=2 cut:&b=2");
        check("curl '/x?a=1&b=2'\ncurl /x?a=1 && b=2", "GET /x?a=1&b=2; GET /x?a=1");
        check("curl /x?a=\"1&b=2\"&c=3 -I", "HEAD /x?a=1&b=2&c=3 cut:&c=3");
        check("not curl /x\ncurling /x\ncurl", "");
    }

    #[test]
    fn what_is_not_closed_ends_with_the_text() {
        check("curl -d '{ /x", "");
        check("curl \"/é", "GET /é");
    }
}
