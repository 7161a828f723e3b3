//! Rust of a form that comes up thousands of times: tokens with holes, which syn checks and prettyplease lays out once, and
//! which are filled in as text from then on. (Measured: tokens that are made, parsed and laid out for each thing anew take
//! most of the time in which a client is generated.)
//!
//! ```text
//! tokens with stand-ins ─syn, prettyplease, once→ Layout ─holes, each time→ text
//! ```
//!
//! Where lines end depends on how long they are: what does not fit goes all the way as tokens, so that the text is the same
//! either way, and what is broken then is learned. In unit tests everything goes both ways and is compared.

mod holes;
mod items;
mod layout;
mod learned;
mod places;

pub(super) use holes::{Chain, Code, Fill, Hole, Lines, List, Members, Parameters, literal};
pub(super) use items::{Item, Kind};
pub(super) use places::Place;

use layout::Layout;
use learned::Learned;
use places::WIDTH;
use proc_macro2::TokenStream;
use std::sync::{OnceLock, PoisonError, RwLock};

/// So many layouts of a form are learned: those that come later are seldom wanted again.
const MOST_LEARNED: usize = 64;

/// A form: where it stands, and what it is with tokens in its holes.
pub(super) struct Template {
    place: Place,
    tokens: fn(&[TokenStream]) -> TokenStream,
    layout: OnceLock<Layout>,
    learned: RwLock<Vec<Learned>>,
}

impl Template {
    /// Made by the macros below.
    pub(super) const fn new(place: Place, tokens: fn(&[TokenStream]) -> TokenStream) -> Self {
        Self { place, tokens, layout: OnceLock::new(), learned: RwLock::new(Vec::new()) }
    }

    /// The text with its holes filled.
    pub(super) fn fill(&self, holes: &[Hole<'_>]) -> String {
        let stand_ins = || holes.iter().enumerate().map(|(index, it)| it.stand_in(index)).collect();
        let layout = self.layout.get_or_init(|| self.lay_out(stand_ins()));
        let width = self.place.width();
        let text = layout.fill(holes, width).or_else(|| self.fill_as_learned(holes));
        if cfg!(test) && text.is_some() && width != usize::MAX {
            assert_eq!(text, Some(self.fill_as_tokens(holes)));
        }
        text.unwrap_or_else(|| self.fill_and_learn(holes))
    }

    fn fill_as_learned(&self, holes: &[Hole<'_>]) -> Option<String> {
        let learned = self.learned.read().unwrap_or_else(PoisonError::into_inner);
        learned.iter().find_map(|it| it.fill(holes, self.place.width()))
    }

    fn fill_and_learn(&self, holes: &[Hole<'_>]) -> String {
        let text = self.fill_as_tokens(holes);
        let n_learned = self.learned.read().unwrap_or_else(PoisonError::into_inner).len();
        if n_learned < MOST_LEARNED {
            let lengths = [holes.iter().map(Hole::len).collect(), vec![WIDTH; holes.len()]];
            let layouts = lengths.map(|lengths: Vec<usize>| {
                let holes = holes.iter().zip(lengths).enumerate();
                self.lay_out(holes.map(|(index, (it, len))| it.long_stand_in(index, len)).collect())
            });
            let learned = Learned::of(layouts, holes, self.place.width(), &text);
            self.learned.write().unwrap_or_else(PoisonError::into_inner).extend(learned);
        }
        text
    }

    /// The same for any length of what is in the holes.
    fn fill_as_tokens(&self, holes: &[Hole<'_>]) -> String {
        let tokens = holes.iter().enumerate().map(|(index, it)| it.tokens(index)).collect();
        let text = self.lay_out(tokens).fill(holes, usize::MAX);
        text.expect("every line fits into the widest")
    }

    fn lay_out(&self, holes: Vec<TokenStream>) -> Layout {
        Layout::of(&self.place.format(&(self.tokens)(&holes)))
    }
}

/// Text of a template: `fill!(Place [holes] { tokens })`, each hole a variable that is there, and `#hole` in the tokens.
macro_rules! fill {
    ($place:ident [$($hole:ident),*] { $($tokens:tt)* }) => {{
        static TEMPLATE: $crate::emit::rust::templates::Template =
            $crate::emit::rust::templates::Template::new(
                $crate::emit::rust::templates::Place::$place,
                |holes| {
                    let [$($hole),*] = holes else { unreachable!("a template has as many holes as it names") };
                    ::quote::quote!($($tokens)*)
                },
            );
        TEMPLATE.fill(&[$($crate::emit::rust::templates::Fill::hole(&$hole)),*])
    }};
}

/// An item, see [`fill`].
macro_rules! item {
    ([$($hole:ident),*] { $($tokens:tt)* }) => {
        $crate::emit::rust::templates::Item::of($crate::emit::rust::templates::fill!(Item [$($hole),*] { $($tokens)* }))
    };
}

/// Whole lines that stand somewhere in an item, see [`fill`].
macro_rules! lines {
    ($place:ident [$($hole:ident),*] { $($tokens:tt)* }) => {
        $crate::emit::rust::templates::Lines::of($crate::emit::rust::templates::fill!($place [$($hole),*] { $($tokens)* }))
    };
}

/// An expression or a type in one line, see [`fill`].
macro_rules! code {
    ($place:ident [$($hole:ident),*] { $($tokens:tt)* }) => {
        $crate::emit::rust::templates::Code::of($crate::emit::rust::templates::fill!($place [$($hole),*] { $($tokens)* }))
    };
}

pub(super) use {code, fill, item, lines};

#[cfg(test)]
mod tests;
