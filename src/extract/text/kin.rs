//! What sentences say of a type: its base, the types derived from it, whether it is abstract or open.
//!
//! A phrase is believed where its sentence speaks of the type, and only about the name that it governs:
//! "a base class for what is done in the [box]" names no derived type, and "the grant is inherited from
//! the [box]" no base.

use super::phrases::find;
use super::sentence::{NAME, Sentence, is_name, last_word, split, strip_first, strip_last};
use super::type_text;
use crate::dialect::Phrases;
use crate::extract::cx::Cx;
use crate::extract::page::links;
use crate::extract::page::outline::{Ledger, Part};
use crate::facts::{Claim, Source, TypeFacts, TypeText};
use crate::markdown::{Block, BlockKind, Inline, Run, RunKind};
use crate::source::Span;

/// Reads the sentences of a part that is about the type.
pub(crate) fn claims(cx: &Cx<'_>, part: &Part<'_>, ty: &mut TypeFacts, ledger: &mut Ledger) {
    let phrases = &cx.dialect.phrases;
    let mut own = None;
    for (index, block) in part.blocks.iter().enumerate() {
        let BlockKind::Paragraph(inline) = &block.kind else { continue };
        let said = phrases.said_in(&inline.plain());
        let is_kin = said.base() || said.base_of() || said.derived_of() || said.derived_list();
        if !(is_kin || said.open() || said.is_abstract()) {
            continue;
        }
        let own = own.get_or_insert_with(|| Own::of_type(phrases, ty));
        let (source, span) = (Source::Prose, block.span);
        for sentence in split(inline, |run| is_name(cx, run)) {
            let n_before = ty.bases.len() + ty.derived.len();
            let kin = own.kin(&sentence);
            let claim = |it: Governed| cx.type_of(&sentence, it, span);
            let bases = kin.base.and_then(claim).into_iter();
            ty.bases.extend(bases.map(|it| Claim { source, value: Some(it), span }));
            let derived = kin.derived.into_iter().filter_map(claim);
            ty.derived.extend(derived.map(|value| Claim { source, value, span }));
            if ty.bases.len() + ty.derived.len() > n_before {
                ledger.used(block);
            }
            for (place, is_said, list) in [
                (&mut ty.open, said.open(), &phrases.open),
                (&mut ty.is_abstract, said.is_abstract(), &phrases.is_abstract),
            ] {
                if place.is_none() && is_said && own.is_called(&sentence, list) {
                    *place = Some(Claim { source, value: true, span });
                    ledger.used(block);
                }
            }
            if said.derived_list() && own.introduces(&sentence) {
                let items = part.blocks.get(index + 1).into_iter().flat_map(|it| items(it));
                for (block, item) in items {
                    let Some(value) = listed(cx, item, block.span) else { continue };
                    ty.derived.push(Claim { source, value, span: block.span });
                    ledger.used(block);
                }
            }
        }
    }
}

/// The type that a description says its property comes from: "Inherited from [x]."
pub(crate) fn inherited_from(cx: &Cx<'_>, description: &Inline) -> Option<TypeText> {
    let phrases = &cx.dialect.phrases;
    let own = Own { phrases, names: Vec::new(), words: phrases.members.clone() };
    split(description, |run| is_name(cx, run)).iter().find_map(|sentence| {
        let span = sentence.runs.first()?.span;
        find(&sentence.text, &phrases.inherited_from).into_iter().find_map(|place| {
            let begins = sentence.text[place.clone()].starts_with(char::is_uppercase);
            let is_of_property = begins || own.is_subject(sentence, place.start);
            let found = is_of_property.then(|| own.governed(sentence, place.end)).flatten()?;
            cx.type_of(sentence, found, span)
        })
    })
}

/// What a phrase is said of.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Governed<'s> {
    /// The type that the page is about.
    Own,
    /// One of the sentence's names.
    Name(usize),
    /// A word without marks.
    Word(&'s str),
}

impl Cx<'_> {
    /// The type that a sentence names.
    fn type_of(&self, sentence: &Sentence<'_>, it: Governed<'_>, block: Span) -> Option<TypeText> {
        match it {
            Governed::Own => None,
            Governed::Name(index) => {
                let run = sentence.names.get(index)?;
                let inline = Inline { runs: vec![Run::clone(run)] };
                type_text::of_cell(self.docs, self.dialect, &inline, run.span)
            }
            Governed::Word(word) => {
                let run = sentence.runs.iter().find(|run| run.text.contains(word));
                Some(type_text::of_text(self.dialect, word, run.map_or(block, |run| run.span)))
            }
        }
    }
}

/// What a sentence says of kin.
#[derive(Debug, Default)]
struct Kin<'s> {
    base: Option<Governed<'s>>,
    derived: Vec<Governed<'s>>,
}

/// What a page calls the thing that it is about.
#[derive(Debug)]
struct Own<'p> {
    phrases: &'p Phrases,
    /// Its names, in lower case and without a namespace.
    names: Vec<String>,
    /// Words that stand for it, such as those that its name is made of.
    words: Vec<String>,
}

impl<'p> Own<'p> {
    fn of_type(phrases: &'p Phrases, ty: &TypeFacts) -> Self {
        let names =
            ty.names.iter().map(|it| &it.value).chain(ty.aliases.iter().map(|it| &it.value));
        let bare = names.map(|name| name.rsplit('.').next().unwrap_or_default());
        let (mut names, mut words) = (Vec::new(), phrases.type_words.clone());
        words.extend(phrases.members.iter().cloned());
        for name in bare {
            words.extend(words_of_name(name));
            names.push(name.to_lowercase());
        }
        Self { phrases, names, words }
    }

    /// The dialect does not tell the words of a sentence apart.
    fn lacks_words(&self) -> bool {
        self.phrases.links.is_empty()
    }

    fn is_name(&self, text: &str) -> bool {
        let bare = text.trim().rsplit('.').next().unwrap_or_default().to_lowercase();
        let one = bare.strip_suffix('s').unwrap_or(&bare);
        self.names.iter().any(|name| *name == bare || name == one)
    }

    fn is_own(&self, sentence: &Sentence<'_>, index: usize) -> bool {
        sentence.names.get(index).is_some_and(|run| self.is_name(&run.text))
    }

    fn kin<'s>(&self, sentence: &'s Sentence<'_>) -> Kin<'s> {
        let phrases = self.phrases;
        let mut kin = Kin::default();
        for place in find(&sentence.text, &phrases.base) {
            match self.governed(sentence, place.end) {
                Some(Governed::Own) => kin.derived.extend(self.names_before(sentence, place.start)),
                Some(found) if kin.base.is_none() && self.is_subject(sentence, place.start) => {
                    kin.base = Some(found);
                }
                _ => {}
            }
        }
        for place in find(&sentence.text, &phrases.derived_of) {
            if self.governed(sentence, place.end) == Some(Governed::Own) {
                kin.derived.extend(self.names_before(sentence, place.start));
            }
        }
        for place in find(&sentence.text, &phrases.base_of) {
            if self.is_subject(sentence, place.start) {
                kin.derived.extend(self.names_after(sentence, place.end));
            }
        }
        kin
    }

    /// Whether one of the phrases is said of the type, and not of one that is named after it.
    fn is_called(&self, sentence: &Sentence<'_>, wanted: &[String]) -> bool {
        find(&sentence.text, wanted).into_iter().any(|place| {
            let after = sentence.text[place.end..].trim_start();
            let names_other =
                after.starts_with(NAME) && !self.is_own(sentence, sentence.n_names(place.end));
            !names_other && self.is_subject(sentence, place.start)
        })
    }

    /// Whether a sentence says that a list of the types derived from this one follows.
    fn introduces(&self, sentence: &Sentence<'_>) -> bool {
        sentence.text.trim_end().ends_with(':')
            && !find(&sentence.text, &self.phrases.derived_list).is_empty()
            && (0..sentence.names.len()).all(|index| self.is_own(sentence, index))
    }

    /// Whether what stands before a place of a sentence is the type, or nothing at all.
    fn is_subject(&self, sentence: &Sentence<'_>, at: usize) -> bool {
        let phrases = self.phrases;
        let lower = sentence.text[..at].to_ascii_lowercase();
        let mut rest = lower.trim_end();
        // "It is a thing that inherits from": what is said of the thing is said of the type. A dialect that
        // has no words for it is told as little.
        if self.lacks_words() || strip_last(rest, &[&phrases.relatives]).is_some() {
            return (0..sentence.n_names(at)).all(|index| self.is_own(sentence, index));
        }
        let mut goes_on = false;
        loop {
            if let Some(shorter) = strip_last(rest, &[&phrases.links, &phrases.articles]) {
                rest = shorter;
            } else if let Some(shorter) = strip_last(rest, &[&phrases.relatives]) {
                rest = shorter.trim_end_matches([',', ' ']);
                goes_on = true;
            } else {
                break;
            }
        }
        let Some(last) = rest.chars().next_back() else { return !goes_on };
        if last == NAME {
            let index = sentence.n_names(rest.len()) - 1;
            let is_marked = sentence.names.get(index).is_some_and(|it| it.kind != RunKind::Code);
            return self.is_own(sentence, index) || (self.names.is_empty() && is_marked);
        }
        if !last.is_alphanumeric() {
            return !goes_on;
        }
        // The words of scripts without spaces can't be told apart.
        if !last.is_ascii() {
            return true;
        }
        let word = last_word(rest);
        let before = rest[..rest.len() - word.len()].trim_end();
        let is_anothers =
            before.ends_with(NAME) && !self.is_own(sentence, sentence.n_names(before.len()) - 1);
        let is_it = phrases.itself.iter().chain(&self.words).any(|it| it == word);
        (is_it || self.is_name(word)) && !is_anothers
    }

    /// The name that stands right after a place, but for words that say nothing.
    fn governed<'s>(&self, sentence: &'s Sentence<'_>, at: usize) -> Option<Governed<'s>> {
        let phrases = self.phrases;
        let mut has_article = false;
        let mut rest = &sentence.text[at..];
        if self.lacks_words() {
            rest = rest.find(NAME).map_or(rest, |name| &rest[name..]);
        }
        loop {
            rest = rest.trim_start_matches([' ', '\u{a0}', '"', '\u{201c}', ':']);
            if rest.starts_with(NAME) {
                let index = sentence.n_names(sentence.text.len() - rest.len());
                let is_own = self.is_own(sentence, index);
                return Some(if is_own { Governed::Own } else { Governed::Name(index) });
            }
            if let Some(after) = strip_first(rest, &phrases.articles) {
                (rest, has_article) = (after, true);
            } else if let Some(after) = strip_first(rest, &phrases.itself) {
                let is_type = strip_first(after.trim_start(), &phrases.type_words).is_some();
                return is_type.then_some(Governed::Own);
            } else if let Some(after) = strip_first(rest, &phrases.qualifiers)
                // "Inherits from entity." names one after all.
                .filter(|after| after.contains(|c: char| c.is_alphanumeric() || c == NAME))
            {
                rest = after;
            } else {
                break;
            }
        }
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '-');
        let word = &rest[..rest.find(|c| !is_part(c)).unwrap_or(rest.len())];
        let after = rest[word.len()..].trim_start();
        let word = word.trim_end_matches(['.', '-']);
        if !word.starts_with(char::is_alphabetic) {
            return None;
        }
        if self.is_name(word) {
            return Some(Governed::Own);
        }
        // A word is a name by its look, or where nothing but a word for types follows.
        let inner = &word[word.chars().next().map_or(0, char::len_utf8)..];
        let is_by_look = word.contains('.')
            || (inner.contains(char::is_uppercase) && inner.contains(char::is_lowercase));
        let ends = !has_article && !after.starts_with(|c: char| c.is_alphanumeric() || c == NAME);
        let is_type = strip_first(after, &phrases.type_words).is_some();
        (is_by_look || ends || is_type).then_some(Governed::Word(word))
    }

    /// The names of a list that begins right after a place: "[a], [b] and [c]", "things such as [a]".
    fn names_after<'s>(&self, sentence: &'s Sentence<'_>, at: usize) -> Vec<Governed<'s>> {
        const MOST_WORDS: usize = 4;
        let phrases = self.phrases;
        let text = &sentence.text;
        let Some(first) = text[at..].find(NAME).map(|found| at + found) else {
            return Vec::new();
        };
        let between = text[at..first].to_ascii_lowercase();
        let between = between.trim_matches([' ', ':']);
        let between = strip_last(between, &[&phrases.such_as]).unwrap_or(between);
        let kind = last_word(between);
        let kind = kind.strip_suffix('s').unwrap_or(kind);
        let is_of_types = between.split_whitespace().count() <= MOST_WORDS
            && self.words.iter().any(|word| word == kind);
        if !(is_of_types || self.says_nothing(between) || self.lacks_words()) {
            return Vec::new();
        }
        let mut found = Vec::new();
        let mut place = first;
        loop {
            let index = sentence.n_names(place);
            if !self.is_own(sentence, index) {
                found.push(Governed::Name(index));
            }
            let after = place + NAME.len_utf8();
            match text[after..].find(NAME).map(|next| after + next) {
                Some(next) if self.is_joint(&text[after..next]) => place = next,
                _ => return found,
            }
        }
    }

    /// The names of a list that ends right before a place.
    fn names_before<'s>(&self, sentence: &Sentence<'_>, at: usize) -> Vec<Governed<'s>> {
        let mut found = Vec::new();
        let mut end = at;
        while let Some(place) = sentence.text[..end].rfind(NAME) {
            let between = &sentence.text[place + NAME.len_utf8()..end];
            let index = sentence.n_names(place);
            if !self.is_joint(between) || self.is_own(sentence, index) {
                break;
            }
            found.push(Governed::Name(index));
            end = place;
        }
        found.reverse();
        found
    }

    /// Whether the words between two names join them, or a name with what is said of it.
    fn is_joint(&self, text: &str) -> bool {
        let phrases = self.phrases;
        let lower = text.to_ascii_lowercase();
        let is_mark = |c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '/');
        let mut rest = lower.trim_matches(is_mark);
        let lists = [&phrases.joints, &phrases.type_words, &phrases.articles, &phrases.links];
        while let Some(shorter) = strip_last(rest, &lists) {
            rest = shorter.trim_end_matches(is_mark);
        }
        rest.is_empty()
    }

    fn says_nothing(&self, text: &str) -> bool {
        let mut rest = text.trim();
        let lists = [&self.phrases.articles, &self.phrases.qualifiers, &self.phrases.type_words];
        while let Some(shorter) = strip_last(rest, &lists) {
            rest = shorter;
        }
        rest.is_empty()
    }
}

/// `print`, `operation` of `printOperation`.
fn words_of_name(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for c in name.chars() {
        match words.last_mut() {
            Some(word) if !c.is_uppercase() => word.push(c),
            _ => words.push(c.to_lowercase().collect()),
        }
    }
    words
}

/// The first paragraph of each item of a list.
fn items(block: &Block) -> impl Iterator<Item = (&Block, &Inline)> {
    let items = match &block.kind {
        BlockKind::List(items) => items.as_slice(),
        _ => &[],
    };
    items.iter().filter_map(|item| match item.first() {
        Some(block) => match &block.kind {
            BlockKind::Paragraph(inline) => Some((block, inline)),
            _ => None,
        },
        None => None,
    })
}

/// The type that an item of a list of types is about: the name that it begins with, or its only link.
fn listed(cx: &Cx<'_>, item: &Inline, span: Span) -> Option<TypeText> {
    let leads_inside = |run: &&Run| match &run.kind {
        RunKind::Link { target } => links::resolve(cx.docs, run.span.file, &target.value).is_some(),
        _ => false,
    };
    let mut linked = item.runs.iter().filter(leads_inside);
    let only = linked.next().filter(|_| linked.next().is_none());
    let first = item.runs.iter().find(|run| !run.text.trim().is_empty());
    let run = first.filter(|run| is_name(cx, run)).or(only)?;
    let inline = Inline { runs: vec![run.clone()] };
    type_text::of_cell(cx.docs, cx.dialect, &inline, span)
}
