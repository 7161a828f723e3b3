//! The set phrases of a dialect's prose, by what they say.

use super::rare::RarePhrases;
use aho_corasick::Anchored;
use aho_corasick::automaton::{Automaton, StateID};
use aho_corasick::dfa::DFA;
use aho_corasick::nfa::contiguous::NFA;
use std::sync::OnceLock;

/// A bit for each of the fields of [`Said`], in their order.
type Fields = u128;

/// Which phrases stand in a text; single words stand in most.
#[derive(Clone, Copy, Debug)]
pub struct Said(Fields);

/// All phrases of a dialect in one automaton, and the field of each.
#[derive(Clone, Debug)]
struct Finder {
    /// None where there are more phrases than it can hold: then any may stand anywhere.
    automaton: Option<Kind>,
    fields: Vec<Fields>,
}

#[derive(Clone, Debug)]
enum Kind {
    Fast(DFA),
    Small(NFA),
}

/// Bytes of phrases up to which the fastest kind of automaton is made.
const MOST_OF_FASTEST: usize = 64 * 1024;

macro_rules! phrases {
    (said { $($(#[$doc:meta])* $name:ident,)* } words { $($(#[$about:meta])* $word:ident,)* }) => {
        /// Set phrases, in lower case.
        #[derive(Clone, Debug, Default)]
        pub struct Phrases {
            $($(#[$doc])* pub $name: Vec<String>,)*
            $($(#[$about])* pub $word: Vec<String>,)*
            /// Finds all of them at once; made when it is first wanted, since phrases are added one by one.
            finder: OnceLock<Finder>,
            /// Finds those that say that a text is not finished.
            rare: OnceLock<RarePhrases>,
        }

        #[expect(non_camel_case_types, reason = "fields are their own names")]
        enum Field { $($name,)* }

        impl Said {
            $($(#[$doc])* pub fn $name(self) -> bool {
                self.0 >> Field::$name as u32 & 1 == 1
            })*
        }

        impl Phrases {
            /// The fields.
            pub const NAMES: &'static [&'static str] =
                &[$(stringify!($name),)* $(stringify!($word),)*];

            fn lists(&self) -> impl Iterator<Item = &Vec<String>> {
                [$(&self.$name,)*].into_iter()
            }

            /// The phrases of a field, to be changed.
            pub(super) fn field(&mut self, name: &str) -> Option<&mut Vec<String>> {
                // That of a dialect which is extended may have been made already.
                self.finder = OnceLock::new();
                self.rare = OnceLock::new();
                match name {
                    $(stringify!($name) => Some(&mut self.$name),)*
                    $(stringify!($word) => Some(&mut self.$word),)*
                    _ => None,
                }
            }
        }
    };
}

phrases! {
    said {
    /// The property can't be written.
    read_only,
    /// The value must be given; stands at the beginning of a sentence.
    required,
    /// The value may be left out; stands at the beginning of a sentence.
    optional,
    /// A request may be made without a body.
    optional_body,
    /// May be null.
    nullable,
    /// May not be null.
    not_nullable,
    /// Should no longer be used.
    deprecated,
    /// What is said of a property that is written once, and not changed later.
    written_once,
    /// Marks an alert that warns.
    caution,
    /// Is the key; stands at the beginning of a sentence.
    key,
    /// Words between a thing and what is said of it: "*is* read-only", "*this* read-only field".
    copulas,
    /// What makes the phrase after it its opposite.
    negations,
    /// The value that counts when none is given follows.
    default,
    /// Two numbers follow, the bounds of a value.
    range,
    /// What stands between the two bounds.
    range_to,
    /// The most characters of a text follow.
    max_length,
    /// A number and what it counts follow.
    maximum,
    /// What the letters of a text are called.
    characters,
    /// What the items of a collection are called.
    items,
    /// Query options that take the property follow.
    supports,
    /// The service sends the property without being asked.
    by_default,
    /// The service sends the property when a query option that follows names it.
    only_on,
    /// Members follow that the service sends only when a request header asks for them.
    later_values,
    /// A base type's name follows, in a table cell.
    inherited_from,
    /// A base type's name follows, in a page's prose.
    base,
    /// Derived types' names follow.
    base_of,
    /// Derived types' names stand before, and the type that they derive from follows.
    derived_of,
    /// A list of derived types follows, where the sentence ends in a colon.
    derived_list,
    /// A list of values follows.
    values,
    /// The type is open.
    open,
    /// The type is abstract.
    is_abstract,
    /// Members can be combined.
    flags,
    /// There is no request body.
    no_body,
    /// There is no request body, where nothing else is said.
    empty_body,
    /// The body's type follows.
    body_of,
    /// A name before it is that of an object in the body, whose properties follow.
    wrapped,
    /// The body is bytes.
    body_bytes,
    /// The body is an object of parameters.
    body_parameters,
    /// The protocol's query options as a whole.
    options,
    /// What follows or stands before can be used.
    supported,
    /// What stands in the sentence can't be used.
    not_supported,
    /// It can't be used then or there, but otherwise it can; follows right after.
    not_supported_partly,
    /// Members of the answer, for which something may not be supported that otherwise is.
    members,
    /// Not all options, but the ones that are named.
    some_options,
    /// All options, the ones that are named among them.
    all_options,
    /// What is named is left out.
    without,
    /// Every listed body property must be given.
    all_required,
    /// Nothing that the operation takes must be given.
    all_optional,
    /// What joins permissions that are needed together.
    together,
    /// This kind of caller can't call the operation.
    unsupported,
    /// The text is not finished.
    unfinished,
    /// The same, where it stands in capitals or before a colon; else it means something else.
    reminders,
    /// What follows a bound operation's name in the title of its page.
    bound_operation,
    /// A type follows that the sentence speaks of but that is not answered; stands right before it.
    aside,
    /// What is answered is an object of its own, and a type that follows is in it.
    wrappers,
    /// The sentence speaks of the answer's body.
    response_body,
    /// What is answered follows.
    returns,
    /// What an operation takes follows, each with a note in brackets.
    takes,
    /// The same, and it must be given.
    must_take,
    /// What is listed below, or named behind it, is what the answer has.
    answer_members,
    /// The answer is true or false.
    truth,
    /// A header or link tells where the answer will be.
    location,
    /// Words that make the type named beside them a collection.
    collection,
    }
    words {
        /// Words before a noun that say nothing.
        articles,
        /// What ends the name of a type in a sentence: "the lamp *with* its shade".
        breaks,
        /// What links a type with what is said of it: "it *is* a subclass of", "*represents* a".
        links,
        /// What goes on about the noun before it: "a type *that* is derived from".
        relatives,
        /// What prose calls types.
        type_words,
        /// What stands for the thing that a page is about.
        itself,
        /// What may stand between a phrase and the name that it governs: "derived from *the base class*".
        qualifiers,
        /// Names of some of several types follow.
        such_as,
        /// What joins the last two names of a list.
        joints,
        /// What joins two names of which one goes.
        either,
        /// Names follow of which one goes, whatever parts them.
        one_of,
        /// What makes a sentence hold only at times.
        conditions,
        /// What a list of ways to write a value is said of, which is no list of values.
        forms,
        /// What is said of a parameter that is in the URL.
        in_url,
        /// The same of one in a header.
        in_header,
        /// The same of one in the body.
        in_body,
        /// The body is a list of objects that are described.
        sent_as_list,
        /// What is answered is an object without members, which is as good as nothing.
        empty_answer,
        /// The body is a form.
        sent_as_form,
        /// The body is made of parts, some of which may be files.
        sent_as_parts,
        /// A type of this word is the bytes of a file.
        files,
        /// What is said of something that is not there yet.
        novelty,
        /// What stands below is it: "the answer is *as follows*."
        follows,
        /// What an operation is given is what another one is: "*same as* `POST /lamps`".
        same_as,
        /// Words of a text in an example that only says that a value stands there.
        stand_ins,
        /// The first word of a title, where the operation reads.
        reads,
        /// The first word of a title, where the operation creates.
        creates,
        /// The first word of a title, where the operation updates.
        updates,
        /// The first word of a title, where the operation deletes.
        deletes,
    }
}

impl Phrases {
    /// Which phrases stand in a text, in one pass over it: most texts hold few, and what is not there
    /// need not be looked for in detail.
    pub fn said_in(&self, text: &str) -> Said {
        let finder = self.finder.get_or_init(|| Finder::of(self.lists()));
        match text.is_ascii() {
            true => Said(finder.find(text)),
            false => Said(finder.find(&text.to_lowercase())),
        }
    }

    /// Whether a text as it is written may say that it is not finished.
    pub fn may_be_unfinished(&self, text: &str) -> bool {
        let phrases = || RarePhrases::of(self.unfinished.iter().chain(&self.reminders));
        self.rare.get_or_init(phrases).may_be_in(text)
    }
}

impl Finder {
    fn of<'l>(lists: impl Iterator<Item = &'l Vec<String>>) -> Self {
        let lists = lists.enumerate();
        let phrases = lists.flat_map(|(field, list)| list.iter().map(move |it| (1 << field, it)));
        let (fields, phrases): (Vec<Fields>, Vec<&String>) = phrases.unzip();
        // Made once and run over every sentence, it is the fastest kind and takes the most memory.
        let n_bytes: usize = phrases.iter().map(|it| it.len()).sum();
        let automaton = match n_bytes <= MOST_OF_FASTEST {
            true => DFA::builder().prefilter(false).build(phrases).ok().map(Kind::Fast),
            false => NFA::builder().prefilter(false).build(phrases).ok().map(Kind::Small),
        };
        Self { automaton, fields }
    }

    /// The fields of all phrases in a text; all fields where they can't be told.
    fn find(&self, text: &str) -> Fields {
        let found = match &self.automaton {
            Some(Kind::Fast(automaton)) => self.run(automaton, text),
            Some(Kind::Small(automaton)) => self.run(automaton, text),
            None => None,
        };
        found.unwrap_or(Fields::MAX)
    }

    /// Steps through a text byte by byte: phrases overlap, and nothing of a match is wanted but that it is there.
    fn run(&self, automaton: &impl Automaton, text: &str) -> Option<Fields> {
        let mut state = automaton.start_state(Anchored::No).ok()?;
        let mut found = 0;
        let mut room = [0; 256];
        for part in text.as_bytes().chunks(room.len()) {
            // An automaton that tells no case apart would have twice the room to find its way in.
            let lower = &mut room[..part.len()];
            lower.copy_from_slice(part);
            lower.make_ascii_lowercase();
            for &byte in &*lower {
                state = automaton.next_state(Anchored::No, state, byte);
                if automaton.is_special(state) && automaton.is_match(state) {
                    found |= self.ending_at(automaton, state);
                }
            }
        }
        Some(found)
    }

    /// The fields of the phrases that end where a state is reached.
    fn ending_at(&self, automaton: &impl Automaton, state: StateID) -> Fields {
        let patterns = 0..automaton.match_len(state);
        let patterns = patterns.map(|index| automaton.match_pattern(state, index));
        patterns.fold(0, |all, it| all | self.fields[it.as_usize()])
    }
}
