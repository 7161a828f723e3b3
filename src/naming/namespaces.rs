//! Names as pages write them: which namespace a bare one is of, and how a namespace is spelt.

use crate::dialect::Dialect;
use crate::facts::Facts;
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
    pub(super) fn spell(&self, name: &str, dialect: &Dialect) -> String {
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
pub(super) fn qualifier(name: &str) -> Option<&str> {
    name.trim_start_matches('#').rsplit_once('.').map(|(namespace, _)| namespace)
}
