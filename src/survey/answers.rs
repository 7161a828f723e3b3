//! How the service answers and is asked, as far as the examples of its docs show it.

use super::counts::{Counts, Seen};
use super::{envelopes, notes};
use crate::doc_set::DocSet;
use crate::facts::{ExampleBody, Facts, RequestExample};
use crate::http::{self, decode_query};
use crate::json::{self, Value};
use crate::markdown::{Block, BlockKind, Inline, Page, Section, flatten};
use crate::source::Span;
use crate::spelling;
use std::collections::BTreeSet;

/// A name and a password, or a token in the place of one of them.
const BASIC: &str = "Authorization: Basic {basic}";

/// Words of names that carry a token, and words of such names that carry something else.
const TOKENS: &[&str] = &["key", "token", "auth", "authorization", "secret", "apikey"];
const NO_TOKENS: &[&str] = &["idempotency", "page", "next", "sync", "cursor", "continuation"];
/// Words of names that say how many items a page has.
const SIZES: &[&str] = &["size", "limit", "per", "take", "count", "max", "top", "first"];

/// What services call the number of a page, the items before it, and how many it has.
const NUMBERS: &[&str] = &["page", "page_number", "pageNumber", "p"];
const OFFSETS: &[&str] = &["offset", "skip", "start"];
const PAGE_SIZES: &[&str] = &["per_page", "perPage", "page_size", "pageSize", "limit", "size"];

/// What examples show of a service.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    /// How requests carry the token, as a dialect writes it.
    pub tokens: Counts<String>,
    /// The same of headers that only sentences name.
    pub said_tokens: Counts<String>,
    /// Where the items of lists are.
    pub lists: Counts<String>,
    /// Those beside which members say where in the list one is.
    pub placed: Counts<String>,
    /// Arrays of objects that are no lists.
    pub arrays: Counts<String>,
    /// Members of lists that lead to more, and whether that is by a link.
    pub more: Counts<(String, bool)>,
    /// Answers whose header `Link` leads to more.
    pub link_headers: Counts<()>,
    /// Parameters that sentences name beside such a member, and that lists or tables name as well.
    pub parameters: Counts<String>,
    /// Documented parameters that are called as the number of a page is.
    pub numbers: Counts<String>,
    /// The same of how many items stand before a page.
    pub offsets: Counts<String>,
    /// The same of how many it has.
    pub sizes: Counts<String>,
    /// Where errors have their code and their words.
    pub errors: Counts<[String; 2]>,
}

impl Answers {
    /// Looks through pages, and what was read of them.
    pub fn of(docs: &DocSet, pages: &[Page], facts: &Facts) -> Self {
        let mut answers = Self::default();
        let operations = facts.pages.iter().filter_map(|it| it.operation.as_ref());
        for example in operations.flat_map(|it| &it.examples) {
            example.request.iter().for_each(|it| answers.request(it));
            for header in example.response.iter().flat_map(|it| &it.headers) {
                let leads_on = header.value.value.contains("rel=\"next\"");
                if leads_on && header.name.value.eq_ignore_ascii_case("link") {
                    answers.link_headers.add((), header.name.span);
                }
            }
        }
        let mut alone = BTreeSet::new();
        for page in pages {
            page.root.walk().into_iter().for_each(|it| answers.bodies(docs, page, it, &mut alone));
        }
        answers.in_messages(facts, &alone);
        // A command may stand where no operation is: "Every call says who it is from".
        if answers.tokens.is_empty() {
            pages.iter().for_each(|page| answers.commands(docs, page));
        }
        answers.sentences(pages);
        answers
    }

    /// The token of a request: in a header, or else in a query parameter.
    fn request(&mut self, request: &RequestExample) {
        let in_header = request.headers.iter().find_map(|it| {
            let place = token_of(&it.name.value, &it.value.value)?;
            Some((place, it.name.span))
        });
        let query = request.template.query.as_ref();
        let in_query = query.and_then(|query| {
            let options = decode_query(&query.value).into_iter();
            let (name, _) = options.into_iter().find(|(name, _)| is_of_token(name))?;
            Some((format!("?{name}={{token}}"), query.span))
        });
        if let Some((place, at)) = in_header.or(in_query) {
            self.tokens.add(place, at);
        }
    }

    /// The tokens in headers of commands, and names with passwords.
    fn commands(&mut self, docs: &DocSet, page: &Page) {
        for block in page.root.walk().into_iter().flat_map(blocks) {
            let BlockKind::Code(code) = &block.kind else { continue };
            let text = docs.sources.text(code.content);
            if !text.contains("curl ") {
                continue;
            }
            for (name, value) in headers(text) {
                self.tokens.add_some(token_of(name.trim(), value.trim()), block.span);
            }
            if text.split_whitespace().any(|it| matches!(it, "-u" | "--user")) {
                self.tokens.add(BASIC.to_owned(), block.span);
            }
        }
    }

    /// What the JSON of a section looks like: lists, or errors where its words speak of such. Blocks of nothing else are `alone`.
    fn bodies(
        &mut self,
        docs: &DocSet,
        page: &Page,
        section: &Section,
        alone: &mut BTreeSet<Span>,
    ) {
        let words = [page.root.title(), section.heading.as_ref().map_or("", |it| &it.text)];
        let is_of_errors = words.into_iter().any(envelopes::speaks_of_errors);
        let is_sent = words[1].split_whitespace().next().is_some_and(is_sending);
        for block in blocks(section) {
            let BlockKind::Code(code) = &block.kind else { continue };
            let text = docs.sources.text(code.content).trim();
            if !text.starts_with(['{', '[']) {
                continue;
            }
            let Some(value) = json::parse(text, block.span).0 else { continue };
            alone.insert(block.span);
            self.body(&value, block.span, is_of_errors, is_sent);
        }
    }

    /// The same of JSON that does not stand alone: below the head of a message, or below a command.
    fn in_messages(&mut self, facts: &Facts, alone: &BTreeSet<Span>) {
        let operations = facts.pages.iter().filter_map(|it| it.operation.as_ref());
        for example in operations.flat_map(|it| &it.examples) {
            let Some(response) = &example.response else { continue };
            let Some(ExampleBody::Json(value)) = &response.body else { continue };
            let at = value.span;
            let before = alone.range(..=Span { end: u32::MAX, ..at }).next_back();
            if before.is_some_and(|it| it.file == at.file && at.end <= it.end) {
                continue;
            }
            let is_sent = example.request.as_ref().is_some_and(|it| !it.method.value.is_safe());
            self.body(value, at, response.status.value >= 400, is_sent);
        }
    }

    /// What JSON looks like. What is answered to something that is sent has a list in it, rather than being one.
    fn body(&mut self, value: &Value, at: Span, is_of_errors: bool, is_sent: bool) {
        if let Some(places) = envelopes::error(value, is_of_errors) {
            self.errors.add(places, at);
        } else if let Some(list) = envelopes::list(value).filter(|it| !is_sent || it.goes_on()) {
            if list.is_placed {
                self.placed.add(list.place.clone(), at);
            }
            self.lists.add(list.place, at);
            self.more.add_some(list.more, at);
        } else {
            envelopes::arrays(value).for_each(|it| self.arrays.add(it.to_owned(), at));
        }
    }

    /// Sentences that name a member which leads to more beside parameters: "Send `next` as `after`."
    fn sentences(&mut self, pages: &[Page]) {
        let members: BTreeSet<String> =
            self.more.most_first().into_iter().map(|((it, _), _)| last(it).to_owned()).collect();
        let named: Vec<(String, Span)> = pages.iter().flat_map(|page| names(&page.root)).collect();
        for (name, at) in &named {
            let counts = match name.as_str() {
                it if NUMBERS.contains(&it) => &mut self.numbers,
                it if OFFSETS.contains(&it) => &mut self.offsets,
                it if PAGE_SIZES.contains(&it) => &mut self.sizes,
                _ => continue,
            };
            counts.add(name.clone(), *at);
        }
        let names: BTreeSet<String> = named.into_iter().map(|(name, _)| name).collect();
        for section in pages.iter().flat_map(|page| page.root.walk()) {
            for block in blocks(section) {
                let BlockKind::Paragraph(inline) = &block.kind else { continue };
                self.sentence(inline, &members, &names);
            }
        }
    }

    fn sentence(&mut self, inline: &Inline, members: &BTreeSet<String>, names: &BTreeSet<String>) {
        let codes = || inline.codes().map(|it| (it.text.trim(), it.span));
        if has_word(&inline.plain(), &["header", "headers"]) {
            let headers = codes().filter(|(text, _)| http::registered(text).is_none());
            let tokens = headers.filter(|(text, _)| is_of_token(text));
            tokens.for_each(|(text, at)| self.said_tokens.add(format!("{text}: {{token}}"), at));
        }
        // A member may be named with those that it is in: `paging.next`.
        let is_member = |text: &str| members.contains(last(text));
        if !codes().any(|(text, _)| is_member(text)) {
            return;
        }
        let named = codes().filter(|(text, _)| names.contains(*text) && !is_member(text));
        named.for_each(|(text, at)| self.parameters.add(text.to_owned(), at));
    }

    /// The parameter that a member which leads to more goes into, and the one that says how many a page has.
    pub fn cursor(&self) -> (Option<(&str, Seen)>, Option<&str>) {
        let is_size = |it: &str| has_word(it, SIZES);
        let mut named: Vec<(&str, Seen)> = self
            .parameters
            .most_first()
            .into_iter()
            .map(|(name, seen)| (name.as_str(), seen))
            .collect();
        named.sort_by_key(|(_, seen)| seen.first);
        let parameter = named.iter().copied().find(|(name, _)| !is_size(name));
        let size = named.iter().map(|(name, _)| *name).find(|name| is_size(name));
        (parameter, size)
    }
}

/// The one that is seen by far the most.
pub(super) fn sure<K: Ord>(counts: &Counts<K>) -> Option<(&K, Seen)> {
    let (what, seen) = counts.most_first().into_iter().next()?;
    (seen.n * 4 >= counts.n() * 3).then_some((what, seen))
}

/// Names and values of the headers that options of a command say in quotes.
fn headers(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let options = ["-H", "--header"].into_iter().flat_map(|option| text.split(option).skip(1));
    options.filter_map(|rest| {
        let rest = rest.trim_start();
        let quote = rest.chars().next().filter(|it| matches!(it, '"' | '\''))?;
        rest.strip_prefix(quote)?.split(quote).next()?.split_once(':')
    })
}

/// How a header carries the token, if it does.
fn token_of(name: &str, value: &str) -> Option<String> {
    if name.eq_ignore_ascii_case("authorization") {
        let scheme = value.split_once(' ').map(|(scheme, _)| scheme);
        let is_scheme = |it: &&str| it.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        return Some(match scheme.filter(is_scheme) {
            Some(scheme) if scheme.eq_ignore_ascii_case("basic") => BASIC.to_owned(),
            Some(scheme) => format!("Authorization: {scheme} {{token}}"),
            None => "Authorization: {token}".to_owned(),
        });
    }
    let is_own = http::registered(name).is_none() && is_of_token(name);
    is_own.then(|| format!("{name}: {{token}}"))
}

/// Whether a header or query parameter of this name carries a token.
fn is_of_token(name: &str) -> bool {
    is_plain(name) && has_word(name, TOKENS) && !has_word(name, NO_TOKENS)
}

pub(super) fn has_word(name: &str, words: &[&str]) -> bool {
    spelling::words(name).iter().any(|it| words.contains(&it.as_str()))
}

/// A name that a dialect can write as it is.
pub(super) fn is_plain(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c))
}

/// Whether a word is a method that sends something.
fn is_sending(word: &str) -> bool {
    let known = http::Method::ALL.iter().find(|(it, _)| it.as_str() == word);
    known.is_some_and(|(it, _)| !it.is_safe())
}

/// The last part of a place.
fn last(place: &str) -> &str {
    place.rsplit('.').next().unwrap_or(place)
}

fn blocks(section: &Section) -> Vec<&Block> {
    let mut blocks = Vec::new();
    flatten(&section.blocks, &mut blocks);
    blocks
}

/// What items of lists and rows of tables are called.
fn names(section: &Section) -> Vec<(String, Span)> {
    let mut found: Vec<(String, Span)> = Vec::new();
    for section in section.walk() {
        for block in blocks(section) {
            match &block.kind {
                BlockKind::List(items) => {
                    found.extend(items.iter().filter_map(|it| notes::name_of(it)));
                }
                BlockKind::Table(table) => {
                    let cells = table.rows.iter().filter_map(|row| row.cells.first());
                    found.extend(cells.map(|it| (it.inline.plain().trim().to_owned(), it.span)));
                }
                _ => {}
            }
        }
    }
    found.retain(|(name, _)| is_plain(name));
    found
}
