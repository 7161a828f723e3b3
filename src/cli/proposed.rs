//! A dialect that `init` proposes where docs are of a service that no dialect knows.

use super::reading::Reading;
use crate::dialect::{self, Dialect};
use crate::doc_set::DocSet;
use crate::facts::Facts;
use crate::markdown::Page;
use crate::pipeline;
use crate::survey::{self, Answers, Evident, Proposal, Requests, Seen, Words};

/// The file that it goes to.
pub(super) const FILE: &str = "dialect.toml";
/// Hosts below this are nobody's: a dialect with such a one is of no service.
const NOBODYS: &str = ".example";

/// A dialect, and how much it reads.
pub(super) struct Proposed {
    pub(super) text: String,
    pub(super) reading: Reading,
}

/// Proposes a dialect on the base of one, if the docs are of another service or that one reads nothing.
pub(super) fn propose(
    docs: &DocSet,
    name: &str,
    base: &Dialect,
    facts: &Facts,
    reading: &Reading,
) -> Option<Proposed> {
    let pages = survey::pages(docs);
    let base_url = survey::base_url(docs, &pages, facts);
    let is_known = |url: &str| base.service.hosts.iter().any(|host| host_of(url) == host);
    let is_foreign = match &base_url {
        Some((url, _)) => !is_known(url),
        None => base.service.hosts.iter().all(|host| host.ends_with(NOBODYS)),
    };
    if !is_foreign {
        return None;
    }
    let requests = Requests::of(docs, &pages);
    let mut survey = Survey { docs, name, base, pages: &pages, base_url: None };
    // Once it is known how requests are written, examples may show what stands before them.
    let facts = survey.facts(&requests);
    let asked = facts.as_ref().and_then(|facts| survey::base_url(docs, &pages, facts)).or(base_url);
    let guessed = survey::base_url_guess(&pages);
    let host = guessed.as_ref().map_or(&base.service.base_url, |(guessed, _)| guessed);
    let behind = |(path, seen): (String, Seen)| match host.ends_with(&path) {
        true => (host.clone(), seen),
        false => (host.clone() + &path, seen),
    };
    let path = facts.as_ref().and_then(survey::base_path).map(behind);
    let guessed = path.as_ref().or(guessed.as_ref()).map(|it| (it, true));
    survey.base_url = asked.as_ref().map(|it| (it, false)).or(guessed);
    let as_seen = survey.with(Some(&requests))?;
    // What was seen may mislead; then what the base reads counts.
    match as_seen.reading.n_read() < reading.n_read() {
        true => survey.with(None),
        false => Some(as_seen),
    }
}

struct Survey<'s> {
    docs: &'s DocSet,
    name: &'s str,
    base: &'s Dialect,
    pages: &'s [Page],
    /// Where it answers, and whether that is a guess.
    base_url: Option<(&'s (String, Seen), bool)>,
}

impl Survey<'_> {
    /// What pages claim in the dialect with these forms of request lines.
    fn facts(&self, requests: &Requests) -> Option<Facts> {
        let Self { docs, name, base, base_url, .. } = *self;
        let text = survey::to_toml(
            &docs.sources,
            &Proposal { name, base_url, ..Proposal::of(base, requests) },
        );
        Some(pipeline::facts(docs, &dialect::parse(FILE, &text, None).ok()?))
    }

    /// The dialect with these forms of request lines, and the words that it leaves.
    fn with(&self, requests: Option<&Requests>) -> Option<Proposed> {
        let Self { docs, name, base, pages, base_url } = *self;
        let none = Requests::default();
        let requests = requests.unwrap_or(&none);
        let proposal = Proposal { name, base_url, ..Proposal::of(base, requests) };
        let plain = self.read(&proposal)?;
        let named_types = plain.words.named_types(base);
        // Headings that look like names of types are such if more is read with them.
        let [above, _] = plain.words.above_named.clone();
        let above_named = Some(&above);
        let named = Proposal { named_types, above_named, ..proposal };
        let read = named_types.and_then(|_| self.read(&named));
        let read = read.filter(|it| {
            it.reading.n_read() > plain.reading.n_read() || it.n_types() > plain.n_types()
        });
        let (proposal, read) = match read {
            Some(read) => (named, read),
            None => (proposal, plain),
        };
        // So are words whose place is evident.
        let evident = Evident::of(docs, pages, &read.words);
        let placed = Proposal { evident: Some(&evident), ..proposal };
        let again = (!evident.is_empty()).then(|| self.read(&placed)).flatten();
        let again = again.filter(|it| it.reading.n_read() >= read.reading.n_read());
        let (proposal, read) = match again {
            Some(again) => (placed, again),
            None => (proposal, read),
        };
        let answers = Answers::of(docs, pages, &read.facts);
        let proposal = Proposal { answers: Some(&answers), words: Some(&read.words), ..proposal };
        let text = survey::to_toml(&docs.sources, &proposal);
        dialect::parse(FILE, &text, None).ok()?;
        Some(Proposed { text, reading: read.reading })
    }

    /// What pages become in a dialect.
    fn read(&self, proposal: &Proposal<'_>) -> Option<Read> {
        let text = survey::to_toml(&self.docs.sources, proposal);
        let dialect = dialect::parse(FILE, &text, None).ok()?;
        let facts = pipeline::facts(self.docs, &dialect);
        let words = Words::of(self.docs, self.pages, &facts, &dialect);
        let reading = Reading::of(&facts, self.docs);
        Some(Read { facts, words, reading })
    }
}

/// What pages claim in a dialect, and what it leaves.
struct Read {
    facts: Facts,
    words: Words,
    reading: Reading,
}

impl Read {
    /// Types that stand somewhere. Of lists nothing else is counted.
    fn n_types(&self) -> usize {
        let types = self.facts.pages.iter().flat_map(|page| &page.types);
        types.filter(|ty| ty.is_sure()).count()
    }
}

/// The host of a URL.
fn host_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split('/').next().unwrap_or_default()
}
