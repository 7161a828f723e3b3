//! What stands behind the name in an item of a list: `(string: <required>)`, `text, needed.`, and what follows.

use super::note_text::{badge, clause, closing, part, parts, text_of, unmarked};
use super::note_values::{
    begins_with_value, default_in, marked_default, quoted, values_among, values_behind,
};
use super::sentence::{strip_first, strip_last};
use super::type_text;
use crate::dialect::ParameterPlace;
use crate::edm::Primitive;
use crate::extract::cx::Cx;
use crate::facts::{TypeMention, TypeText};
use crate::markdown::{Inline, RunKind};
use crate::source::{Span, Spanned};

/// What a note says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Note {
    pub(crate) ty: Option<TypeText>,
    pub(crate) required: Option<bool>,
    pub(crate) nullable: Option<bool>,
    pub(crate) default: Option<String>,
    pub(crate) place: Option<ParameterPlace>,
    /// The values themselves, where they stand in place of their type.
    pub(crate) values: Vec<Spanned<String>>,
}

/// Whether everything that stands there has to be understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Must {
    /// Brackets set a note apart: what is not understood may be a type all the same.
    Some,
    /// Words without brackets may be the beginning of a sentence.
    All,
}

/// The note behind a name, and the description that follows it.
pub(crate) fn split(cx: &Cx<'_>, behind: &Inline, span: Span) -> (Note, Inline) {
    let text = text_of(&behind.runs);
    let lead = text.len() - text.trim_start().len();
    if let Some(end) = closing(&text[lead..]) {
        let (inner, after) = (lead + 1..lead + end, lead + end + 1);
        if let Some(mut note) = Note::of(cx, &part(&behind.runs, inner), span, Must::Some) {
            let after = note.badges(cx, part(&behind.runs, after..text.len()), span);
            let after = note.behind_place(cx, after, span);
            return (note, unmarked(&after));
        }
    }
    let rest = unmarked(behind);
    let text = text_of(&rest.runs);
    // "`name` of the list" goes on about the name.
    let first = text.split_whitespace().next().unwrap_or_default().to_lowercase();
    if cx.dialect.phrases.breaks.contains(&first) {
        return (Note::default(), rest);
    }
    if let Some(clause) = clause(&rest)
        && let Some(note) = Note::of(cx, &part(&rest.runs, 0..clause), span, Must::All)
    {
        return (note, unmarked(&part(&rest.runs, clause..text.len())));
    }
    // "integer, optional, at most 9": what else stands there is left to people.
    if let Some(clause) = clause(&rest)
        && let clause = part(&rest.runs, 0..clause)
        && Note::begins_with_type(cx, &clause, span)
        && let Some(note) = Note::of(cx, &clause, span, Must::Some)
    {
        return (note, rest);
    }
    let mut note = Note::default();
    let after = note.badges(cx, rest.clone(), span);
    if !note.says_nothing() {
        return (note, unmarked(&after));
    }
    // "required, which lamp it is": the word is none of the description's.
    let first = part(&rest.runs, 0..text.find(',').unwrap_or_default());
    if note.word(cx, &text_of(&first.runs)) && note.required.is_some() {
        let behind = text_of(&first.runs).len() + 1;
        return (note, unmarked(&part(&rest.runs, behind..text.len())));
    }
    (Note::default(), rest)
}

impl Note {
    /// What a text says that begins with a type and ends with the first sentence or dash.
    pub(crate) fn of_type(cx: &Cx<'_>, text: &Inline, span: Span) -> Option<Self> {
        let clause = clause(text)?;
        Self::of(cx, &part(&text.runs, 0..clause), span, Must::Some)
            .filter(|it| it.ty.as_ref().is_some_and(|ty| !ty.is_guess))
    }

    /// A note that surely begins with the name of a type, which nobody may know yet, and the description that follows it.
    pub(crate) fn split_typed(cx: &Cx<'_>, text: &Inline, span: Span) -> Option<(Self, Inline)> {
        let clause = clause(text)?;
        let note = Self::of(cx, &part(&text.runs, 0..clause), span, Must::Some)?;
        Some((note, unmarked(&part(&text.runs, clause..text_of(&text.runs).len()))))
    }

    /// Reads a note; `None` if it says nothing of the kind.
    fn of(cx: &Cx<'_>, inline: &Inline, span: Span, must: Must) -> Option<Self> {
        let mut note = Self::default();
        let whole = text_of(&inline.runs);
        // "list of `wet`, `dry`"
        let many = strip_first(whole.trim_start(), &cx.dialect.phrases.collection);
        let many = many.map(|rest| part(&inline.runs, whole.len() - rest.len()..whole.len()));
        let is_many = many.as_ref().is_some_and(begins_with_value);
        let said = match many.filter(|_| is_many) {
            Some(many) => values_among(cx, &many),
            None => values_among(cx, inline).or_else(|| values_behind(cx, inline)),
        };
        if let Some((values, others)) = said {
            note.values = values;
            note.default = marked_default(cx, inline);
            let mut is_understood = true;
            for (index, inline) in others.iter().enumerate() {
                let text = text_of(&inline.runs);
                is_understood &= note.word(cx, &text)
                    || note.unless_given(cx, &text)
                    || note.named(cx, inline, span, (index, must));
            }
            let text = || type_text::of_primitive(Primitive::String, &whole, span);
            let ty = note.ty.take().unwrap_or_else(text);
            note.ty = Some(TypeText { collection: ty.collection || is_many, ..ty });
            return (must == Must::Some || is_understood).then_some(note);
        }
        let default = whole.find(": ");
        let words = part(&inline.runs, 0..default.unwrap_or(whole.len()));
        let mut is_understood = true;
        for (index, inline) in parts(&words).into_iter().enumerate() {
            let text = text_of(&inline.runs);
            is_understood &= note.word(cx, &text)
                || note.unless_given(cx, &text)
                || note.named(cx, &inline, span, (index, must));
        }
        if let Some(text) = default.map(|at| whole[at + 1..].trim()) {
            // "<required - if there is no other>" is for people.
            let text = text.split(" <").next().unwrap_or(text).trim();
            let is_value = || {
                let is_words = text.starts_with('<');
                !is_words && text.trim_matches('"').chars().any(char::is_alphanumeric)
            };
            // What a truth value is unless said is no answer to whether it must be given: "(bool: true)".
            let is_truth =
                note.is_truth() && matches!(text.trim_matches(['"', '`']), "true" | "false");
            if is_truth || !note.word(cx, text) {
                is_understood &= must == Must::Some;
                note.default = is_value().then(|| text.trim_matches(['"', '`']).to_owned());
            }
        }
        // Beside a word that is said of values one is a type, whoever knows it.
        let is_word = |it: &TypeText| it.mentions.len() == 1 && !it.text.trim().contains(' ');
        let says_more = note.required.is_some() || note.nullable.is_some();
        if let Some(ty) = note.ty.as_mut().filter(|it| says_more && is_word(it))
            && ty.mentions.iter().all(|it| it.target.is_none())
        {
            ty.is_guess = false;
        }
        let is_told = note.required.is_some() || note.place.is_some() || note.default.is_some();
        let says = note.ty.is_some() || is_told;
        let is_sure = must == Must::Some || is_understood && note.ty.is_some();
        (says && is_sure).then_some(note)
    }

    /// Takes what stands apart, one beside the other, up to the first that says nothing of the kind: "`string` `required`",
    /// "(required) [nullable]"; what is left follows.
    fn badges(&mut self, cx: &Cx<'_>, text: Inline, span: Span) -> Inline {
        const MOST: usize = 8;
        let mut rest = text;
        for _ in 0..MOST {
            let Some((badge, after)) = badge(&rest) else {
                // A word in italics has no mark that is kept: "**string** *required* – How long."
                let word =
                    clause(&rest).filter(|_| !self.says_nothing() && self.required.is_none());
                let word = word.filter(|end| {
                    let word = text_of(&part(&rest.runs, 0..*end).runs);
                    self.word(cx, word.trim()) && self.required.is_some()
                });
                let ends = word.map(|end| end..text_of(&rest.runs).len());
                return ends.map(|it| part(&rest.runs, it)).unwrap_or(rest);
            };
            let mut more = self.clone();
            let is_understood = parts(&badge).iter().all(|it| {
                let is_word = more.word(cx, &text_of(&it.runs));
                is_word || more.named(cx, it, span, (0, Must::All))
            });
            if !is_understood {
                break;
            }
            (*self, rest) = (more, after);
        }
        rest
    }

    /// Takes what is said behind a note of nothing but a place: "(in query): integer, required"; what is left follows.
    fn behind_place(&mut self, cx: &Cx<'_>, after: Inline, span: Span) -> Inline {
        let text = text_of(&after.runs);
        if self.place.is_none() || self.ty.is_some() || !text.trim_start().starts_with(':') {
            return after;
        }
        let rest = unmarked(&after);
        let end = clause(&rest).unwrap_or_default();
        match Self::of(cx, &part(&rest.runs, 0..end), span, Must::All) {
            Some(more) => {
                let required = self.required.or(more.required);
                *self = Self { place: self.place, required, ..more };
                part(&rest.runs, end..text_of(&rest.runs).len())
            }
            None => after,
        }
    }

    /// Whether what stands before the first comma of a text, or before a bracket, is surely a type.
    fn begins_with_type(cx: &Cx<'_>, text: &Inline, span: Span) -> bool {
        let all = parts(text);
        let first = all.first().map(|it| text_of(&it.runs)).unwrap_or_default();
        let words = first.split(['(', ';']).next().unwrap_or_default();
        let is_short = all.len() > 1 || words.len() < first.len();
        let note = Self::of(cx, &part(&text.runs, 0..words.len()), span, Must::All);
        is_short && note.is_some_and(|it| it.ty.is_some_and(|ty| !ty.is_guess))
    }

    /// Whether a word says whether there must be a value, or may be none, or where it goes.
    pub(crate) fn knows(cx: &Cx<'_>, word: &str) -> bool {
        Self::default().word(cx, word)
    }

    /// Whether its type is true or false.
    fn is_truth(&self) -> bool {
        let mentions = self.ty.iter().flat_map(|it| &it.mentions);
        mentions.into_iter().any(|it| it.primitive == Some(Primitive::Boolean))
    }

    /// Whether it says nothing that is said of properties.
    pub(crate) fn says_nothing(&self) -> bool {
        self.ty.is_none()
            && self.required.is_none()
            && self.nullable.is_none()
            && self.default.is_none()
            && self.place.is_none()
    }

    /// Takes a word that says whether there must be a value, or may be none, or where it goes; `false` if it is no such.
    fn word(&mut self, cx: &Cx<'_>, text: &str) -> bool {
        let phrases = &cx.dialect.phrases;
        let word = text.trim_matches(['<', '>', '*', '`', '"', '_', ' ', '.']).to_lowercase();
        let bare = strip_first(&word, &phrases.either).unwrap_or(&word).trim_start();
        if word.is_empty() {
        } else if phrases.required.contains(&word) || cx.dialect.required_words.contains(&word) {
            self.required = Some(true);
        } else if phrases.optional.contains(&word) {
            self.required = Some(false);
        } else if phrases.not_nullable.contains(&word) {
            self.nullable = Some(false);
        } else if bare == type_text::NULL || phrases.nullable.contains(&word) {
            self.nullable = Some(true);
        } else if let Some(place) = cx.dialect.place(&word) {
            self.place = Some(place);
        } else {
            return false;
        }
        true
    }

    /// Takes the value that counts when none is given: "default `2`"; `false` if it is none.
    fn unless_given(&mut self, cx: &Cx<'_>, text: &str) -> bool {
        let Some(value) = default_in(cx, text) else { return false };
        self.default.get_or_insert_with(|| value.to_owned());
        true
    }

    /// Takes the name of a type; `false` if it is none.
    fn named(
        &mut self,
        cx: &Cx<'_>,
        inline: &Inline,
        span: Span,
        (index, must): (usize, Must),
    ) -> bool {
        if self.ty.is_some() {
            return false;
        }
        let text = text_of(&inline.runs);
        if let Some(values) = quoted(&text, span) {
            self.values = values;
            self.ty = Some(type_text::of_primitive(Primitive::String, &text, span));
            return true;
        }
        let is_linked = inline.runs.iter().any(|it| matches!(it.kind, RunKind::Link { .. }));
        if is_linked {
            let ty = type_text::of_cell(cx.docs, cx.dialect, inline, span);
            let leads = |it: &TypeMention| it.target.is_some();
            let ty = ty.filter(|ty| ty.mentions.iter().all(leads));
            self.ty = ty.filter(|_| must == Must::Some || is_only_type(cx, inline));
            self.ty.iter_mut().for_each(|it| it.is_guess = true);
            return self.ty.is_some();
        }
        let phrases = &cx.dialect.phrases;
        let mut bare = text.trim();
        for (words, required) in [(&phrases.required, true), (&phrases.optional, false)] {
            if let Some(rest) = strip_first(bare, words).filter(|it| !it.trim().is_empty()) {
                self.required.get_or_insert(required);
                bare = rest.trim();
            }
            if let Some(rest) = strip_last(bare, &[words]).filter(|it| !it.is_empty()) {
                self.required.get_or_insert(required);
                bare = rest.trim();
            }
        }
        let bare = strip_first(bare, &phrases.one_of).unwrap_or(bare).trim();
        // "List of", with the members of an item below.
        let of_what = bare.strip_suffix(" of").filter(|it| is_collection(cx, it)).unwrap_or(bare);
        let mut ty = type_text::of_text(cx.dialect, of_what, span);
        if is_collection(cx, of_what) {
            (ty.collection, ty.mentions) = (true, Vec::new());
        }
        let is_known = |it: &TypeMention| it.primitive.is_some() || cx.dialect.is_untyped(&it.name);
        let is_type = ty.collection || !ty.mentions.is_empty();
        if !is_type {
            return false;
        }
        if !ty.mentions.iter().all(is_known) {
            let may_be = |it: &TypeMention| is_known(it) || is_name(&it.name);
            let is_begun = index == 0 && ty.mentions.iter().all(may_be);
            // Words that make it many are those of a type.
            if !is_begun || must == Must::All && !ty.collection {
                return false;
            }
            ty.is_guess = true;
        }
        self.ty = Some(ty);
        true
    }
}

/// Words that may be the name of a type: few, and nothing but words.
fn is_name(text: &str) -> bool {
    const MOST_WORDS: usize = 4;
    let is_of_name = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '_' | '.' | '-');
    text.split_whitespace().count() <= MOST_WORDS
        && text.starts_with(char::is_alphabetic)
        && text.chars().all(is_of_name)
}

fn is_collection(cx: &Cx<'_>, text: &str) -> bool {
    cx.dialect.collections.iter().any(|it| it.eq_ignore_ascii_case(text))
}

/// Whether nothing stands around linked types but what belongs to them: "one of the [x]", "list of [x]".
pub(crate) fn is_only_type(cx: &Cx<'_>, inline: &Inline) -> bool {
    let phrases = &cx.dialect.phrases;
    let words = inline.runs.iter().filter(|it| !matches!(it.kind, RunKind::Link { .. }));
    let words: String = words.map(|it| format!("{} ", it.text.to_lowercase())).collect();
    let lists = [
        &phrases.articles,
        &phrases.novelty,
        &phrases.one_of,
        &phrases.either,
        &cx.dialect.collections,
        &cx.dialect.kind_words,
    ];
    let is_own = |text: &str| {
        let mut all = lists.iter().flat_map(|it| it.iter()).flat_map(|it| it.split(' '));
        let one = text.strip_suffix('s').unwrap_or(text);
        all.any(|it| it == text || it == one)
    };
    words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|it| !it.is_empty())
        .all(|it| matches!(it, "of" | type_text::NULL) || is_own(it))
}
