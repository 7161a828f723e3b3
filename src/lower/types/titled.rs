//! Types that have nothing but a title, or a heading that may be of anything: which of them something names.

use crate::facts::{EnumFacts, Facts, PageFacts, TypeFacts, TypeText};
use crate::hashed::HashedSet;
use crate::naming::Cx;
use crate::spelling::{by_lower, lower, push_lower};
use rayon::prelude::*;

/// Those of the titles and headings that may be of anything which pages use for types: their names, pages and headings, in lower
/// case.
#[derive(Debug, Default)]
pub(super) struct Named(HashedSet<String>);

impl Named {
    /// What properties, parameters, bases, bodies, answers and annotations name.
    pub(super) fn of(cx: &Cx<'_>, facts: &Facts) -> Self {
        let in_doubt = in_doubt(cx, facts);
        if in_doubt.is_empty() {
            return Self::default();
        }
        let names_of = |page| texts(page).flat_map(|it| names(it, &in_doubt)).collect();
        let named: Vec<Vec<String>> = facts.pages.par_iter().map(names_of).collect();
        let mut named = Self(named.into_iter().flatten().collect());
        // What only a heading makes a type names others if it is one; those in it stand behind it.
        for page in &facts.pages {
            for ty in page.types.iter().filter(|ty| ty.titled_only) {
                if named.is_type(cx, page, ty) {
                    let texts = ty.properties.iter().filter_map(|it| it.ty.as_ref());
                    named.0.extend(texts.flat_map(|it| names(it, &in_doubt)));
                }
            }
        }
        named
    }

    /// Whether what a page says of a type makes one: a title alone does where the page says something of
    /// the type, or somebody names it. Other such pages are about a part of the service.
    pub(super) fn is_type(&self, cx: &Cx<'_>, page: &PageFacts, ty: &TypeFacts) -> bool {
        let says_something =
            ty.is_abstract.is_some() || !ty.bases.is_empty() || !ty.derived.is_empty();
        let mut known = names_of_type(cx, page, ty);
        !ty.titled_only || says_something || known.any(|it| self.0.contains(&it))
    }

    /// Whether a list of values is an enum: its heading says so, or a link to that.
    pub(super) fn is_enum(&self, cx: &Cx<'_>, page: &PageFacts, facts: &EnumFacts) -> bool {
        !facts.if_linked || self.0.contains(&name_of_enum(cx, page, facts))
    }
}

/// All names of what is a type only if something names it.
fn in_doubt(cx: &Cx<'_>, facts: &Facts) -> HashedSet<String> {
    let mut names = HashedSet::default();
    for page in &facts.pages {
        let types = page.types.iter().filter(|it| it.titled_only);
        names.extend(types.flat_map(|it| names_of_type(cx, page, it)));
        let enums = page.enums.iter().filter(|it| it.if_linked);
        names.extend(enums.map(|it| name_of_enum(cx, page, it)));
    }
    names
}

/// What may name a type: links to its heading; else its names, and links to the page whose title it is.
fn names_of_type(cx: &Cx<'_>, page: &PageFacts, ty: &TypeFacts) -> impl Iterator<Item = String> {
    let heading = ty.anchor.as_ref().map(|it| heading(cx.file(page), it));
    let is_title = ty.anchor.is_none();
    let names = ty.names.iter().filter(move |_| is_title).map(|it| lower(&it.value));
    let is_page = is_title && ty.properties.is_empty();
    heading.into_iter().chain(names).chain(is_page.then(|| lower(cx.file(page))))
}

fn name_of_enum(cx: &Cx<'_>, page: &PageFacts, facts: &EnumFacts) -> String {
    heading(cx.file(page), facts.anchor.as_deref().unwrap_or_default())
}

/// The names, pages and headings that a text uses, as far as they are in doubt.
fn names(text: &TypeText, in_doubt: &HashedSet<String>) -> impl Iterator<Item = String> {
    let known = |name: &str| by_lower(name, |name| in_doubt.get(name).cloned());
    text.mentions.iter().flat_map(move |mention| {
        let bare = known(mention.name.rsplit('.').next().unwrap_or_default());
        let target = mention.target.as_ref();
        let page = target.and_then(|it| known(&it.path));
        let anchor = target.and_then(|it| Some((&it.path, it.anchor.as_deref()?)));
        let heading = anchor.and_then(|(page, it)| in_doubt.get(&heading(page, it)).cloned());
        bare.into_iter().chain(page).chain(heading)
    })
}

/// A heading of a page, as links name it.
fn heading(page: &str, anchor: &str) -> String {
    let mut heading = String::with_capacity(page.len() + 1 + anchor.len());
    push_lower(&mut heading, page);
    heading.push('#');
    push_lower(&mut heading, anchor);
    heading
}

/// Every place of a page that names a type of another one.
fn texts(page: &PageFacts) -> impl Iterator<Item = &TypeText> {
    let bases = page.types.iter().flat_map(|ty| &ty.bases).filter_map(|it| it.value.as_ref());
    let derived = page.types.iter().flat_map(|ty| &ty.derived).map(|it| &it.value);
    let listing = page.types.iter().filter(|ty| !ty.titled_only);
    let properties = listing.flat_map(|ty| &ty.properties);
    let properties = properties.filter_map(|it| it.ty.as_ref());
    let operation = page.operation.iter().flat_map(|operation| {
        let rows = operation.body.properties.iter().filter_map(|it| it.ty.as_ref());
        let parameters = [
            &operation.function_parameters,
            &operation.path_parameters,
            &operation.query_parameters,
        ];
        let parameters = parameters.into_iter().flatten().filter_map(|it| it.ty.as_ref());
        let answered = operation.response.properties.iter().filter_map(|it| it.ty.as_ref());
        let annotations = operation.examples.iter().flat_map(|example| {
            let request = example.request.as_ref().map(|it| &it.annotation);
            let response = example.response.as_ref().map(|it| &it.annotation);
            [request, response].into_iter().flatten().filter_map(|it| it.odata_type.as_ref())
        });
        let said = [operation.body.ty.as_ref(), operation.response.ty.as_ref()];
        rows.chain(parameters).chain(answered).chain(annotations).chain(said.into_iter().flatten())
    });
    bases.chain(derived).chain(properties).chain(operation)
}
