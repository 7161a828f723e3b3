//! Answers that sentences name as others do whose JSON is shown: "Returns the lamp." of one operation, "Returns an array of
//! lamps" above JSON of another.

use super::sources::Sources;
use crate::facts::{PageFacts, ResponseFacts};
use crate::lower::operations::singular;
use crate::model::{ItemType, Operation, ResponseBody, TypeRef};
use crate::source::FileId;
use crate::spelling::lower;
use std::collections::BTreeMap;

/// What each name stands for; `None` where it is not the same everywhere.
type Named = BTreeMap<String, Option<Meant>>;

/// What a name stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Meant {
    item: ItemType,
    /// "A list of lamps" is one object that has the list.
    holds_list: bool,
}

impl Meant {
    /// What is meant where a sentence speaks of one, or of a list of them.
    fn of(self, of_many: bool) -> Option<TypeRef> {
        let collection = of_many && !self.holds_list;
        (of_many || !self.holds_list).then_some(TypeRef { item: self.item, collection })
    }
}

/// What operations answer that are still without a type, by their places in `operations`: as their page uses the name, else as
/// all pages do.
pub(super) fn told(sources: &Sources<'_, '_>, operations: &[Operation]) -> Vec<(usize, TypeRef)> {
    let mut everywhere = Named::new();
    let mut of_page: BTreeMap<FileId, Named> = BTreeMap::new();
    for operation in operations {
        let ResponseBody::Type(TypeRef { item: item @ ItemType::Named(_), collection }) =
            operation.response
        else {
            continue;
        };
        for (page, facts) in sources.pages(operation) {
            let Some((name, of_many)) = name(&facts.response) else { continue };
            let meant = Meant { item, holds_list: of_many && !collection };
            for named in [&mut everywhere, of_page.entry(page.file).or_default()] {
                let known = named.entry(name.clone()).or_insert(Some(meant));
                *known = known.filter(|it| *it == meant);
            }
        }
    }
    let known = |page: &PageFacts, name: &str| {
        let own = of_page.get(&page.file).and_then(|it| it.get(name));
        own.or_else(|| everywhere.get(name)).copied().flatten()
    };
    let answer = |operation: &Operation| {
        let mut pages = sources.pages(operation);
        pages.find_map(|(page, facts)| {
            let (name, of_many) = name(&facts.response)?;
            known(page, &name)?.of(of_many)
        })
    };
    let untyped = operations.iter().enumerate().filter(|(_, it)| it.response.is_untyped());
    untyped.filter_map(|(at, it)| Some((at, answer(it)?))).collect()
}

/// The name in the words that say what is answered, one of many, and whether they speak of many: those that nothing links.
fn name(response: &ResponseFacts) -> Option<(String, bool)> {
    let said = response.ty.as_ref().filter(|it| response.is_said && it.is_guess)?;
    let [mention] = said.mentions.as_slice() else { return None };
    let is_plain = mention.primitive.is_none() && mention.target.is_none();
    is_plain.then(|| (singular(&lower(&mention.name)), said.collection))
}
