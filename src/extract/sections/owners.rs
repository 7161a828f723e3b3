//! Which type of a page each of its parts belongs to.

use crate::dialect::Section;
use crate::extract::page::outline::Part;
use crate::extract::rows::own_tables::{bare_names, words};
use crate::facts::TypeFacts;
use std::collections::BTreeMap;

/// The place of each part's type among the page's types.
///
/// On a page of several types, a section belongs to the type that its headings name; where none does,
/// to the last that has begun with a section of properties.
pub(crate) fn of(types: &[TypeFacts], parts: &[Part<'_>]) -> Vec<usize> {
    if types.len() == 1 {
        return vec![0; parts.len()];
    }
    let mut by_name: BTreeMap<String, usize> = BTreeMap::new();
    for (place, ty) in types.iter().enumerate() {
        for name in bare_names(ty) {
            by_name.entry(name).or_insert(place);
        }
    }
    let named = |part: &Part<'_>| {
        let mut headings = part.headings.iter().rev();
        headings.find_map(|it| words(&it.text).filter_map(|word| by_name.get(&word)).min().copied())
    };
    let named: Vec<Option<usize>> = parts.iter().map(named).collect();
    let mut begun = Begun::default();
    let begin = |begun: &mut Begun, (part, named): (&Part<'_>, &Option<usize>)| {
        if part.is_own && named.is_none() {
            begun.add(part.section);
        }
    };
    parts.iter().zip(&named).for_each(|it| begin(&mut begun, it));
    let all = std::mem::take(&mut begun);
    let of_part = parts.iter().zip(&named).map(|it| {
        begin(&mut begun, it);
        let (part, named) = it;
        let begun_by = |section: Option<Section>| {
            let is_of_all = section.is_some() && all.n(section) == types.len();
            is_of_all.then(|| begun.n(section)).and_then(|n_begun| n_begun.checked_sub(1))
        };
        let by_place = || begun_by(Some(Section::Properties)).or_else(|| begun_by(part.section));
        named.or_else(by_place).unwrap_or(0)
    });
    of_part.collect()
}

/// How many sections of each meaning have begun.
#[derive(Default)]
struct Begun(Vec<(Option<Section>, usize)>);

impl Begun {
    fn add(&mut self, section: Option<Section>) {
        match self.0.iter_mut().find(|(known, _)| *known == section) {
            Some((_, n)) => *n += 1,
            None => self.0.push((section, 1)),
        }
    }

    fn n(&self, section: Option<Section>) -> usize {
        self.0.iter().find(|(known, _)| *known == section).map_or(0, |(_, n)| *n)
    }
}
