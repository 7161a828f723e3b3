//! Commands of `curl` as requests: method, URL, headers and data.

#[cfg(test)]
mod tests;

use super::shell::{Word, Words, words};
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
    /// What a terminal shows below it: JSON, or a message with its status.
    pub(crate) answer: Option<Span>,
}

/// A URL that the shell ends before the docs do.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cut {
    /// What ends it.
    pub(crate) at: Span,
    /// The whole.
    pub(crate) url: Span,
}

/// Options that take no value, beside those that begin with `no-`.
const ALONE: &str = "anyauth basic compressed create-dirs digest fail fail-early fail-with-body globoff http1.0 http1.1 http2 \
    http2-prior-knowledge http3 include insecure ipv4 ipv6 list-only location location-trusted negotiate netrc ntlm parallel \
    path-as-is progress-bar raw remote-header-name remote-name remote-time show-error silent ssl ssl-reqd tlsv1.2 tlsv1.3 \
    verbose";
/// Letters of options that take no value.
const LETTERS: &str = "0123456afgijklnqsvBJLMNOPRSZ#";

/// The commands of a code block, in order.
#[derive(Debug, Default)]
pub(crate) struct Commands {
    pub(crate) all: Vec<Command>,
    /// What others ask for, by methods that are none of HTTP.
    pub(crate) without_method: Vec<Spanned<String>>,
}

/// Reads those of a text. `others` are methods beside the usual ones.
pub(crate) fn commands(text: &str, at: Span, others: &[Method]) -> Commands {
    let mut found = Commands::default();
    let mut offset = 0;
    // Where the last command ends, and whether it stands behind a prompt.
    let mut last: Option<(usize, bool)> = None;
    while offset < text.len() {
        let line = text[offset..].split_inclusive('\n').next().unwrap_or_default();
        let start = offset + line.len() - line.trim_start().len();
        let begun = text[start..].strip_prefix("$ ").map_or(start, |_| start + 2);
        let mut names = ["curl.exe", "curl"].into_iter();
        let name = names.find(|it| {
            let behind = text[begun..].strip_prefix(it);
            behind.is_some_and(|it| it.starts_with([' ', '\t', '\n', '\\']))
        });
        let Some(name) = name else {
            offset += line.len();
            continue;
        };
        show_answer(&mut found, last.take(), &text[..offset], at);
        let words = words(text, begun + name.len());
        match command(text, at, begun..begun + name.len(), &words, others) {
            Some(Ok(command)) => {
                found.all.push(command);
                last = Some((words.end, begun > start));
            }
            Some(Err(asked)) => found.without_method.push(asked),
            None => {}
        }
        offset = words.end.max(offset + line.len());
    }
    show_answer(&mut found, last, text, at);
    found
}

/// Takes what stands below the last command, up to the end of a text, as its answer. What stands below a command that
/// should send something and does not say what may as well be that, unless a prompt shows that the command was run.
fn show_answer(found: &mut Commands, last: Option<(usize, bool)>, text: &str, at: Span) {
    let Some(((end, is_run), command)) = last.zip(found.all.last_mut()) else { return };
    let sends = command.request.body.is_some() || command.elsewhere.is_some();
    if !is_run && !sends && !command.request.method.value.is_safe() {
        return;
    }
    let Some(mut rest) = text.get(end..).map(str::trim_start) else { return };
    while let Some((_, behind)) = rest.split_once('\n').filter(|_| rest.starts_with('#')) {
        rest = behind.trim_start();
    }
    let start = text.len() - rest.len();
    let is_answer = rest.starts_with(['{', '[']) || rest.starts_with("HTTP/");
    // What is typed next, or said of it, is no part of it.
    let lines = rest.split_inclusive('\n');
    let shown = lines.take_while(|it| !it.starts_with("$ ") && !it.starts_with('#'));
    let end = start + shown.map(str::len).sum::<usize>();
    command.answer = is_answer.then(|| at.part(start..text[..end].trim_end().len()));
}

/// A command; what it asks for, where its method is none; nothing if it asks for nothing that can be told.
fn command(
    text: &str,
    at: Span,
    name: Range<usize>,
    words: &Words,
    others: &[Method],
) -> Option<Result<Command, Spanned<String>>> {
    let mut method: Option<Value<'_>> = None;
    let mut url: Option<&Word> = None;
    let mut headers = Vec::new();
    let mut data: Vec<Data<'_>> = Vec::new();
    let mut queries: Vec<Data<'_>> = Vec::new();
    let (mut is_query, mut is_form, mut elsewhere) = (false, false, None);
    let (mut is_of_parts, mut has_files) = (false, false);
    let mut implied = Method::Get;
    let mut rest = words.all.iter();
    while let Some(word) = rest.next() {
        let (option, own) = match word.text.strip_prefix("--") {
            Some(long) => long.split_once('=').map_or((long, None), |(it, own)| (it, Some(own))),
            None if word.text.len() < 2 || !word.text.starts_with('-') => {
                url = url.or(Some(word));
                continue;
            }
            None => {
                // `-sX POST`
                let (alone, option) = until_value(&word.text[1..]);
                is_query |= alone.contains('G');
                if alone.contains('I') {
                    implied = Method::Head;
                }
                let Some(option) = option else { continue };
                option
            }
        };
        match option {
            "get" => is_query = true,
            "head" => implied = Method::Head,
            _ if option.starts_with("no-") || ALONE.split(' ').any(|it| it == option) => {}
            _ => {
                let value = match own {
                    Some(own) => Value { text: own.trim_start_matches('='), word },
                    None => {
                        let Some(next) = rest.next() else { break };
                        Value { text: &next.text, word: next }
                    }
                };
                match option {
                    "X" | "request" => method = Some(value),
                    "H" | "header" => headers.extend(header(&value, text, at)),
                    "d" | "data" | "data-raw" | "data-binary" | "data-ascii" | "json" => {
                        let takes_files = option != "data-raw";
                        let document = words.document.as_ref().filter(|_| takes_files);
                        let value = match document.filter(|_| value.text == "@-") {
                            Some(word) => Value { text: &word.text, word },
                            None => value,
                        };
                        if stands_for_another(value.text, takes_files) {
                            elsewhere = Some(value.text.to_owned());
                        }
                        data.push(Data { is_one: false, value });
                    }
                    "data-urlencode" | "F" | "form" | "form-string" => {
                        is_form = true;
                        is_of_parts |= option != "data-urlencode";
                        has_files |= matches!(option, "F" | "form")
                            && value.text.split_once('=').is_some_and(|it| it.1.starts_with('@'));
                        data.push(Data { is_one: true, value });
                    }
                    "url-query" => queries.push(Data { is_one: true, value }),
                    "url" => url = Some(value.word),
                    "T" | "upload-file" => {
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
    let mut target = target.to_owned();
    let asked = data.iter().filter(|_| is_query).chain(&queries);
    asked.for_each(|it| add_query(&mut target, it));
    let is_sent = !data.is_empty() && !is_query;
    let implied = if is_sent && implied == Method::Get { Method::Post } else { implied };
    let whole = at.part(url.range.clone());
    let place = if url.is_plain { at.part(url.range.start + start..url.range.end) } else { whole };
    let method = match method {
        None => Spanned::new(implied, at.part(name)),
        Some(said) => {
            let place = at.part(said.word.range.clone());
            let mut known = Method::ALL.iter().map(|(it, _)| it).chain(others);
            match known.find(|it| it.as_str().eq_ignore_ascii_case(said.text)) {
                Some(method) => Spanned::new(*method, place),
                None => return Some(Err(Spanned::new(format!("{} {target}", said.text), place))),
            }
        }
    };
    let request = Request {
        method,
        target: Spanned::new(target, place),
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
    let answer = None;
    Some(Ok(Command { request, is_plain, fields, is_of_parts, has_files, elsewhere, cut, answer }))
}

/// The letters of a word that take no value, and the first one that does, with what stands behind it.
fn until_value(letters: &str) -> (&str, Option<(&str, Option<&str>)>) {
    let is_alone = |c: char| LETTERS.contains(c) || matches!(c, 'G' | 'I');
    let Some((at, c)) = letters.char_indices().find(|(_, c)| !is_alone(*c)) else {
        return (letters, None);
    };
    let (alone, rest) = letters.split_at(at);
    let (option, own) = rest.split_at(c.len_utf8());
    (alone, Some((option, Some(own).filter(|it| !it.is_empty()))))
}

/// Adds data that is asked with to a URL; what is one field may have blanks and signs in it that a query has not.
fn add_query(target: &mut String, data: &Data<'_>) {
    let text = data.value.text;
    if !text.contains('=') {
        return;
    }
    target.push(if target.contains('?') { '&' } else { '?' });
    for c in text.chars() {
        match c {
            '&' if data.is_one => target.push_str("%26"),
            '#' => target.push_str("%23"),
            '+' if data.is_one => target.push_str("%2B"),
            ' ' => target.push_str("%20"),
            c => target.push(c),
        }
    }
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
