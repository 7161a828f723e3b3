//! The table `[service]` of a proposal: what examples show as lines, a guess as a comment, and what nothing shows as an
//! example of what could be said.

use super::answers::{Answers, sure};
use super::counts::{Counts, Seen};
use super::text::places;
use crate::source::SourceMap;
use crate::toml_file::quote;

/// What could be said where nothing shows it.
const UNSAID: &[(&str, &str, &str)] = &[
    ("list", "Where the items of a list are.", "[\"value\", \".\"]"),
    ("token", "How a request carries the token.", "\"Authorization: Bearer {token}\""),
    (
        "paging",
        "How a list goes on.",
        "{ by = \"cursor\", member = \"next\", parameter = \"after\" }",
    ),
    (
        "errors",
        "Where an error has its code and its words.",
        "{ code = \"error.code\", message = \"error.message\" }",
    ),
];

/// The lines behind the base URL.
pub(super) fn lines(sources: &SourceMap, answers: &Answers) -> String {
    let mut text = String::new();
    for (key, about, example) in UNSAID {
        let shown = match *key {
            "list" => list(sources, answers),
            "token" => token(sources, answers),
            "paging" => paging(sources, answers),
            _ => errors(sources, answers),
        };
        text.push_str(&match shown {
            Some(shown) => format!("# {about} {shown}"),
            None => format!("# {about} No example shows it.\n# {key} = {example}\n"),
        });
    }
    text
}

/// So many places of items are named for being seen often.
const MOST_USUAL: usize = 3;
/// So many are named at all.
const MOST_LISTS: usize = 20;

fn list(sources: &SourceMap, answers: &Answers) -> Option<String> {
    let all = answers.lists.most_first();
    let (_, seen) = all.first()?;
    // What is seen now and then is a member of something else, unless members beside it say where in the list one is: some
    // services call the items of each list by what they are. The whole answer comes last: it is one only where no member is.
    let is_usual = |seen: Seen| seen.n * 10 >= answers.lists.n();
    let is_placed = |place: &String| {
        let n_others = answers.arrays.of(place).map_or(0, |seen| seen.n);
        answers.placed.of(place).is_some_and(|seen| seen.n > n_others)
    };
    // Those that are seen most come first.
    let members = all.iter().filter(|(it, _)| it.as_str() != ".").enumerate();
    let named = members.filter(|(index, (place, seen))| {
        is_placed(place) || *index < MOST_USUAL && is_usual(*seen)
    });
    let mut named: Vec<&str> = named.map(|(_, (it, _))| it.as_str()).take(MOST_LISTS).collect();
    named.push(".");
    let named: Vec<String> = named.into_iter().map(quote).collect();
    Some(format!("Seen {}.\nlist = [{}]\n", places(sources, *seen), named.join(", ")))
}

fn token(sources: &SourceMap, answers: &Answers) -> Option<String> {
    let all = answers.tokens.most_first();
    let Some((first, seen)) = all.first() else {
        let (said, seen) = answers.said_tokens.most_first().into_iter().next()?;
        let place = places(sources, seen);
        return Some(format!(
            "A guess: a sentence names the header {place}.\n# token = {}\n",
            quote(said)
        ));
    };
    let place = places(sources, *seen);
    Some(match sure(&answers.tokens) {
        Some(_) => format!("Seen {place}.\ntoken = {}\n", quote(first)),
        None => format!("A guess: most often so, {place}.\n# token = {}\n", quote(first)),
    })
}

fn errors(sources: &SourceMap, answers: &Answers) -> Option<String> {
    let all = answers.errors.most_first();
    let ([code, message], seen) = all.first()?;
    let place = places(sources, *seen);
    let line = format!("errors = {{ code = {}, message = {} }}\n", quote(code), quote(message));
    Some(match sure(&answers.errors) {
        Some(_) => format!("Seen {place}.\n{line}"),
        None => format!("A guess: most often so, {place}.\n# {line}"),
    })
}

/// A guess by what parameters are called.
fn by_number(sources: &SourceMap, answers: &Answers) -> Option<String> {
    let most = |counts: &Counts<String>| {
        let first = counts.most_first().into_iter().next();
        first.map(|(name, seen)| (name.clone(), seen))
    };
    let size = most(&answers.sizes);
    let size = size.map(|(name, _)| format!(", size = {}", quote(&name))).unwrap_or_default();
    let number = most(&answers.numbers).map(|it| ("number", it));
    let (by, (name, seen)) = number.or_else(|| Some(("offset", most(&answers.offsets)?)))?;
    let (place, name) = (places(sources, seen), quote(&name));
    Some(format!(
        "A guess: a parameter is called so {place}.\n# paging = {{ by = \"{by}\", parameter = {name}{size} }}\n"
    ))
}

fn paging(sources: &SourceMap, answers: &Answers) -> Option<String> {
    let all = answers.more.most_first();
    let Some(((member, is_link), seen)) = all.first() else {
        let Some(seen) = answers.link_headers.of(&()) else { return by_number(sources, answers) };
        return Some(format!("Seen {}.\npaging = {{ by = \"header\" }}\n", places(sources, seen)));
    };
    let (place, member) = (places(sources, *seen), quote(member));
    if *is_link {
        return Some(format!("Seen {place}.\npaging = {{ by = \"link\", member = {member} }}\n"));
    }
    let (parameter, size) = answers.cursor();
    // What many parameters are called as, a sentence need not say.
    let size = size.or_else(|| sure(&answers.sizes).map(|(name, _)| name.as_str()));
    let size = size.map(|it| format!(", size = {}", quote(it))).unwrap_or_default();
    let line = |parameter: &str| {
        format!(
            "paging = {{ by = \"cursor\", member = {member}, parameter = {}{size} }}\n",
            quote(parameter)
        )
    };
    Some(match parameter {
        Some((parameter, said)) => {
            format!(
                "Seen {place}; a sentence names the parameter {}.\n{}",
                places(sources, said),
                line(parameter)
            )
        }
        None => format!(
            "A guess: seen {place}, and no sentence says which parameter takes it.\n# {}",
            line("cursor")
        ),
    })
}
