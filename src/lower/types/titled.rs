//! Types that have nothing but a title, or a heading that may be of anything: which of them something names.

use crate::facts::{EnumFacts, Facts, PageFacts, TypeFacts, TypeText};
use crate::naming::Cx;
use crate::spelling::lower;
use indexmap::IndexSet;

/// The names, pages and headings, in lower case, that pages use for types. Empty where no page needs to know.
#[derive(Debug, Default)]
pub(super) struct Named(IndexSet<String>);

impl Named {
    /// Every type that properties, parameters, bases, bodies, answers and annotations name.
    pub(super) fn of(cx: &Cx<'_>, facts: &Facts) -> Self {
        let needs = |page: &PageFacts| {
            page.types.iter().any(|it| it.titled_only) || page.enums.iter().any(|it| it.if_linked)
        };
        if !facts.pages.iter().any(needs) {
            return Self::default();
        }
        let mut named = Self(facts.pages.iter().flat_map(texts).flat_map(names).collect());
        // What only a heading makes a type names others if it is one; those in it stand behind it.
        for page in &facts.pages {
            for ty in page.types.iter().filter(|ty| ty.titled_only) {
                if named.is_type(cx, page, ty) {
                    let texts = ty.properties.iter().filter_map(|it| it.ty.as_ref());
                    named.0.extend(texts.flat_map(names));
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
        let mut names = ty.names.iter().map(|name| name.value.to_lowercase());
        let is_named = match &ty.anchor {
            Some(anchor) => self.0.contains(&heading(cx.file(page), anchor)),
            None => {
                // A page that is named is so for the type in its title.
                let is_page = ty.properties.is_empty();
                names.any(|name| self.0.contains(&name))
                    || is_page && self.0.contains(&cx.file(page).to_lowercase())
            }
        };
        !ty.titled_only || says_something || is_named
    }

    /// Whether a list of values is an enum: its heading says so, or a link to that.
    pub(super) fn is_enum(&self, cx: &Cx<'_>, page: &PageFacts, facts: &EnumFacts) -> bool {
        let anchor = facts.anchor.as_deref().unwrap_or_default();
        !facts.if_linked || self.0.contains(&heading(cx.file(page), anchor))
    }
}

/// The names, pages and headings that a text uses.
fn names(text: &TypeText) -> impl Iterator<Item = String> {
    text.mentions.iter().flat_map(|mention| {
        let bare = lower(mention.name.rsplit('.').next().unwrap_or_default());
        let page = mention.target.as_ref().map(|target| lower(&target.path));
        let anchor = mention.target.as_ref().and_then(|it| it.anchor.as_deref());
        let heading = page.iter().zip(anchor).map(|(page, it)| heading(page, it)).next();
        std::iter::once(bare).chain(page).chain(heading)
    })
}

/// A heading of a page, as links name it.
fn heading(page: &str, anchor: &str) -> String {
    format!("{page}#{anchor}").to_lowercase()
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
