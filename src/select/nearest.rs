//! What would match where a selector matches nothing.

use super::globs::Glob;
use super::places::{self, Places};
use crate::model::{Method, Model};
use crate::spelling;
use crate::spelling::fits;
use std::collections::BTreeSet;

/// The name that was meant: one that is spelled alike, else the only one or the shortest that holds it.
pub(super) fn name<'c>(
    name: &str,
    known: impl IntoIterator<Item = &'c str> + Clone,
) -> Option<&'c str> {
    let plain = name.trim_matches('*');
    let holds = |it: &&str| it.to_lowercase().contains(plain);
    let near = spelling::meant(plain, known.clone());
    near.or_else(|| known.into_iter().filter(holds).min_by_key(|it| it.len()))
        .filter(|_| !plain.is_empty())
}

/// What to write in the place of a path that nothing has.
pub(super) fn path(
    model: &Model,
    places: &Places,
    methods: &[Method],
    glob: &Glob,
) -> Option<String> {
    let there: BTreeSet<Method> =
        fitting(model, places, glob).into_iter().map(|it| model.operations[it].method).collect();
    if !there.is_empty() && !methods.is_empty() {
        let path = places::shown(model, glob);
        let there = there.iter().map(|it| format!("`{} {path}`", it.as_str())).collect::<Vec<_>>();
        return Some(format!("the docs have {}", there.join(" and ")));
    }
    meant(model, places, glob).map(|near| format!("did you mean `{near}`?"))
}

fn fitting(model: &Model, places: &Places, glob: &Glob) -> Vec<usize> {
    let all = 0..model.operations.len();
    all.filter(|it| glob.fits(&places.segments[*it])).collect()
}

/// The glob with the first part that leads nowhere mended, and what follows mended, too, or left away.
fn meant(model: &Model, places: &Places, glob: &Glob) -> Option<String> {
    let mut parts = glob.parts().to_vec();
    // Each round mends one part, and the last one looks at the result.
    for _ in 0..=parts.len() {
        let glob = Glob::of(&parts.join("/"));
        if !fitting(model, places, &glob).is_empty() {
            return Some(places::shown(model, &glob));
        }
        let leads = |n_parts: &usize| !fitting(model, places, &glob.beginning(*n_parts)).is_empty();
        // The empty beginning leads everywhere.
        let n_parts = (0..parts.len()).rev().find(leads)?;
        let wrong = parts[n_parts].clone();
        let is_fixed = !parts[..n_parts].iter().any(|it| it == "**");
        let before = fitting(model, places, &glob.beginning(n_parts));
        let candidates: BTreeSet<&str> = before
            .into_iter()
            .flat_map(|it| {
                let segments = &places.segments[it];
                let at = if is_fixed { n_parts..n_parts + 1 } else { 0..segments.len() };
                segments.get(at).unwrap_or_default().iter().flatten().map(String::as_str)
            })
            .filter(|it| *it != wrong)
            .collect();
        let is_value = |it: &&&str| it.starts_with("{}");
        let is_concrete = !wrong.contains('*');
        // An id in the place of a placeholder is no misspelling.
        let value = candidates.iter().find(is_value).filter(|_| is_concrete);
        let near = spelling::meant(&wrong, candidates.iter().copied()).or(value.copied());
        match near {
            Some(near) => parts[n_parts] = near.to_owned(),
            None if n_parts > 0 => {
                parts.truncate(n_parts);
                parts.push("**".to_owned());
            }
            None => return None,
        }
    }
    None
}

/// The page whose name is nearest.
pub(super) fn page(model: &Model, glob: &Glob) -> Option<String> {
    let wanted = glob.parts().join("/");
    let wanted_name = glob.parts().last()?;
    let pages: BTreeSet<&str> = places::pages(model).collect();
    let named = |page: &&str| {
        let name = page.rsplit('/').next().unwrap_or_default().to_lowercase();
        fits(wanted_name, &name) || fits(wanted_name, name.trim_end_matches(".md"))
    };
    let near = spelling::meant(&wanted, pages.iter().copied());
    near.or_else(|| pages.iter().copied().find(named)).map(str::to_owned)
}
