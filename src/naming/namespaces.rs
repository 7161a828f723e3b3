//! Names as pages write them: which namespace a bare one is of, and how a namespace is spelt.

use super::Cx;
use crate::dialect::Dialect;
use crate::facts::{Facts, PageFacts};
use crate::model::TypeName;
use crate::precedence::{NAMESPACE, TYPE_NAME, best};
use std::collections::BTreeMap;

/// One spelling for each namespace, by its name in lower case.
#[derive(Debug)]
pub(crate) struct Namespaces(BTreeMap<String, String>);

impl Namespaces {
    /// The spelling that most places use, of equally common ones the first in order. Below the default
    /// namespace that one's spelling stands.
    pub(crate) fn of(facts: &Facts, dialect: &Dialect) -> Self {
        let mut counts: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
        let mut add = |name: &str| {
            let name = rooted(name, &dialect.default_namespace);
            *counts.entry(name.to_lowercase()).or_default().entry(name).or_default() += 1;
        };
        for page in &facts.pages {
            page.namespaces.iter().for_each(|claim| add(&claim.value));
            let names = page.types.iter().flat_map(|ty| &ty.names);
            names.filter_map(|name| qualifier(&name.value)).for_each(&mut add);
        }
        let most = |spellings: BTreeMap<String, usize>| {
            spellings.into_iter().rev().max_by_key(|(_, count)| *count).map(|(name, _)| name)
        };
        let chosen =
            counts.into_iter().filter_map(|(key, spellings)| Some((key, most(spellings)?)));
        Self(chosen.collect())
    }

    /// A namespace as it is spelt.
    fn spell(&self, name: &str, dialect: &Dialect) -> String {
        let known = self.0.get(&name.to_lowercase());
        known.cloned().unwrap_or_else(|| rooted(name, &dialect.default_namespace))
    }
}

/// A namespace with the default one at its beginning spelt as that is.
fn rooted(name: &str, default: &str) -> String {
    match name.get(..default.len()) {
        Some(root) if root.eq_ignore_ascii_case(default) => {
            format!("{default}{}", &name[default.len()..])
        }
        _ => name.to_owned(),
    }
}

/// The namespace of a name, if it has one.
fn qualifier(name: &str) -> Option<&str> {
    name.trim_start_matches('#').rsplit_once('.').map(|(namespace, _)| namespace)
}

impl<'a> Cx<'a> {
    /// The namespace that bare names on a page are of: as the page says, else that of its own type.
    pub(crate) fn namespace(&self, page: &'a PageFacts) -> &'a str {
        let claimed = best(&page.namespaces, NAMESPACE).map(|claim| claim.value.as_str());
        let own = || {
            let names = page.types.iter().filter_map(|ty| best(&ty.names, TYPE_NAME));
            names.filter_map(|name| qualifier(&name.value)).find(|it| it.contains('.'))
        };
        claimed.or_else(own).unwrap_or(&self.dialect.default_namespace)
    }
}

/// Whether a name is qualified by a namespace that is neither the default one nor below it.
pub(crate) fn is_foreign(cx: &Cx<'_>, name: &str) -> bool {
    let default = cx.dialect.default_namespace.as_str();
    name.contains('.')
        && !name.get(..default.len()).is_some_and(|start| start.eq_ignore_ascii_case(default))
}

/// Splits a name as written; a bare one is of the given namespace.
pub(crate) fn type_name(cx: &Cx<'_>, written: &str, namespace: &str) -> TypeName {
    let written = written.trim_start_matches('#');
    let default = cx.dialect.default_namespace.as_str();
    let (namespace, name) = match written.rsplit_once('.') {
        Some((namespace, name))
            if namespace.contains('.') || namespace.eq_ignore_ascii_case(default) =>
        {
            (namespace.to_owned(), name)
        }
        // A partial name such as `part.thing` is below the default namespace.
        Some((part, name)) => (format!("{default}.{part}"), name),
        None => (namespace.to_owned(), written),
    };
    TypeName { namespace: cx.namespaces.spell(&namespace, cx.dialect), name: name.to_owned() }
}

/// The namespaces that a bare name may be of, the nearest first: the one that it is written in, those
/// around it, and the default one.
pub(crate) fn namespaces_around<'a>(
    cx: &Cx<'a>,
    namespace: &'a str,
) -> impl Iterator<Item = &'a str> {
    let around = std::iter::successors(Some(namespace), |it| {
        it.rsplit_once('.').map(|(around, _)| around).filter(|around| around.contains('.'))
    });
    around.chain([cx.dialect.default_namespace.as_str()])
}
