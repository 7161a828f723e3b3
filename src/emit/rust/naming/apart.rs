//! Names of one scope that would be spelled alike, told apart.

use super::names::{Name, fingerprint};
use std::collections::{BTreeMap, BTreeSet};

/// Makes the names of one scope differ, however they are spelled. Takes each thing's name and wire name, in any order; the
/// answer has the same order and depends on nothing else.
pub(crate) fn settle<'a>(things: impl IntoIterator<Item = (Name, &'a str)>) -> Vec<Name> {
    let things: Vec<(Name, &str)> = things.into_iter().collect();
    let spellings: Vec<[String; 4]> = things.iter().map(|(name, _)| name.spellings()).collect();
    if are_apart(&spellings) {
        return things.into_iter().map(|(name, _)| name).collect();
    }
    let mut n_taken: BTreeMap<&str, usize> = BTreeMap::new();
    for spelling in spellings.iter().flatten() {
        *n_taken.entry(spelling).or_default() += 1;
    }
    let mut used: BTreeSet<String> = BTreeSet::new();
    let mut ordinals: BTreeMap<Name, usize> = BTreeMap::new();
    let mut settled = Vec::with_capacity(things.len());
    for ((name, wire), spelling) in things.into_iter().zip(&spellings) {
        let alone = spelling.iter().all(|it| n_taken[it.as_str()] == 1);
        let is_plain = || name.lower_camel() == wire;
        if (alone || is_plain()) && spelling.iter().all(|it| !used.contains(it)) {
            used.extend(spelling.iter().cloned());
            settled.push(name);
            continue;
        }
        let marked = name.plus(&format!("x{:08x}", fingerprint(wire)));
        // Two wire names of one fingerprint take somebody's intent; they are told apart by order.
        let ordinal = ordinals.entry(marked.clone()).or_insert(1);
        let is_free = |spelling: &[String; 4]| {
            spelling.iter().all(|it| !n_taken.contains_key(it.as_str()) && !used.contains(it))
        };
        let (name, spelling) = loop {
            let candidate = match *ordinal {
                1 => marked.clone(),
                ordinal => marked.plus(&format!("n{ordinal}")),
            };
            *ordinal += 1;
            let spelling = candidate.spellings();
            if is_free(&spelling) {
                break (candidate, spelling);
            }
        };
        used.extend(spelling);
        settled.push(name);
    }
    settled
}

/// Whether no two names of a scope are spelled alike, as in nearly all scopes.
fn are_apart(spellings: &[[String; 4]]) -> bool {
    let mut all: Vec<&str> = spellings.iter().flatten().map(String::as_str).collect();
    all.sort_unstable();
    all.windows(2).all(|two| two[0] != two[1])
}

/// New names for those that are spelled like another one's module once they are cut.
pub(super) fn modules_apart<'n>(names: impl IntoIterator<Item = &'n Name>) -> BTreeMap<Name, Name> {
    let names: BTreeSet<&Name> = names.into_iter().collect();
    let mut used = BTreeSet::new();
    let mut renamed = BTreeMap::new();
    for name in names {
        let candidates = (2..).map(|ordinal| name.plus(&format!("n{ordinal}")));
        let mut candidates = std::iter::once(name.clone()).chain(candidates);
        if let Some(candidate) = candidates.find(|it| used.insert(it.file()))
            && candidate != *name
        {
            renamed.insert(name.clone(), candidate);
        }
    }
    renamed
}

/// The public modules that stand in each scope, by the paths of all scopes.
pub(super) fn modules_by_scope<'n>(
    scopes: impl IntoIterator<Item = &'n [Name]>,
) -> BTreeMap<&'n [Name], BTreeSet<&'n Name>> {
    let mut below: BTreeMap<&[Name], BTreeSet<&Name>> = BTreeMap::new();
    for scope in scopes {
        for (depth, name) in scope.iter().enumerate() {
            below.entry(&scope[..depth]).or_default().insert(name);
        }
    }
    below
}

/// The private files of things of these names, beside public modules, which keep theirs.
pub(super) fn files_beside(modules: Option<&BTreeSet<&Name>>, names: &[Name]) -> Vec<Name> {
    let modules: BTreeSet<String> = modules.into_iter().flatten().map(|it| it.file()).collect();
    let mut taken: BTreeSet<String> =
        modules.iter().cloned().chain(names.iter().map(Name::file)).collect();
    let file_of = |name: &Name| {
        let mut file = name.clone();
        while modules.contains(&file.file()) || (file != *name && taken.contains(&file.file())) {
            file = file.plus("type");
        }
        taken.insert(file.file());
        file
    };
    names.iter().map(file_of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(wires: &[&str]) -> Vec<String> {
        let names = settle(wires.iter().map(|wire| (Name::of(wire), *wire)));
        names.iter().map(|name| name.snake_ident().to_string()).collect()
    }

    #[test]
    fn the_plain_spelling_keeps_the_name() {
        assert_eq!(settled(&["foo_bar", "fooBar", "baz"]), ["foo_bar_xce45c9fe", "foo_bar", "baz"]);
    }

    #[test]
    fn without_a_plain_spelling_both_are_marked() {
        assert_eq!(settled(&["foo_bar", "foo-bar"]), ["foo_bar_xce45c9fe", "foo_bar_x250c3b74"]);
    }

    #[test]
    fn settled_names_do_not_depend_on_order() {
        let mut one = settled(&["isAD", "isAd", "is_ad", "other"]);
        let mut two = settled(&["other", "is_ad", "isAD", "isAd"]);
        one.sort();
        two.sort();
        assert_eq!(one, two);
    }

    #[test]
    fn the_same_wire_name_twice_still_differs() {
        let names = settled(&["a", "a", "a"]);
        assert_eq!(BTreeSet::from_iter(&names).len(), 3);
    }

    #[test]
    fn a_name_that_looks_marked_does_not_collide() {
        let names = settled(&["foo_bar", "foo-bar", "fooBarXce45c9fe"]);
        assert_eq!(BTreeSet::from_iter(&names).len(), 3);
    }

    #[test]
    fn names_that_one_spelling_cannot_tell_apart_differ_in_all() {
        // As constants the first two are one, as files the last two.
        let names = settled(&["größe", "grösse", "gr_uf6_udf_e"]);
        assert_eq!(names, ["größe", "grösse_x6d9c2c73", "gr_uf6_udf_e_xf5988462"]);
    }

    #[test]
    fn long_names_that_are_cut_alike_are_told_apart() {
        // The fingerprints of these two are the same where they are spelled as fields, not as types.
        let (one, two) = ("a".repeat(127) + "own", "a".repeat(126) + "gbbl");
        let names = settle([one.as_str(), &two].map(|wire| (Name::of(wire), wire)));
        assert_ne!(names[0].snake_ident(), names[1].snake_ident());
        assert_ne!(names[0].type_ident(), names[1].type_ident());
        let (one, two) = (Name::of(&one), Name::of(&two));
        assert_eq!(one.module_ident(), two.module_ident());
        let renamed = modules_apart([&one, &two]);
        let renamed: Vec<&Name> = renamed.values().collect();
        assert_eq!(renamed.len(), 1);
        assert_ne!(renamed[0].module_ident(), one.module_ident());
    }
}
