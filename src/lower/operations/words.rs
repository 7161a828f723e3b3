//! What the words of a path say by themselves. Names must not change when other pages come or go, so what
//! decides them is read off the path and its own page.

/// Nouns of the plural that do not end in `s`.
const IRREGULAR: &[&str] = &["children", "people"];

/// Verbs that names of several words begin with when something is to be done.
const VERBS: &[&str] = &[
    "accept",
    "add",
    "apply",
    "assign",
    "batch",
    "calculate",
    "cancel",
    "check",
    "clear",
    "convert",
    "create",
    "delete",
    "disable",
    "enable",
    "find",
    "get",
    "invite",
    "merge",
    "register",
    "remove",
    "reset",
    "restore",
    "revoke",
    "send",
    "set",
    "start",
    "stop",
    "submit",
    "sync",
    "translate",
    "update",
    "upload",
    "validate",
    "verify",
];

/// Whether a path word is of several words, a verb first: `getMemberGroups`.
pub(crate) fn begins_with_verb(word: &str) -> bool {
    let end = word.find(char::is_uppercase).unwrap_or(word.len());
    end < word.len() && VERBS.contains(&&word[..end])
}

/// Whether a path word ends in a noun of the plural, so that it names a collection.
pub(crate) fn is_plural(word: &str) -> bool {
    let last = last_word(word).to_lowercase();
    let is_singular = ["ss", "us", "is"].iter().any(|end| last.ends_with(end));
    IRREGULAR.contains(&last.as_str()) || (last.ends_with('s') && last.len() > 2 && !is_singular)
}

/// Whether a path word is one lower-case word, as verbs are: `send`, not `sendMail`.
pub(crate) fn is_one_word(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_lowercase())
}

/// The plural of a type's name, if a path word is that: `directoryAudits` for `directoryaudits`.
pub(crate) fn plural_of(word: &str, ty: &str) -> Option<String> {
    let bare = ty.rsplit('.').next().unwrap_or(ty);
    let of_y = bare.strip_suffix('y').map(|stem| (stem, "ies"));
    let mut plurals = [(bare, "s"), (bare, "es")].into_iter().chain(of_y);
    let (stem, end) = plurals.find(|(stem, end)| {
        word.split_at_checked(stem.len()).is_some_and(|(of_stem, of_end)| {
            of_stem.eq_ignore_ascii_case(stem) && of_end.eq_ignore_ascii_case(end)
        })
    })?;
    Some(format!("{stem}{end}"))
}

/// One of what a name in the plural stands for.
pub(crate) fn singular(name: &str) -> String {
    let lower = name.to_ascii_lowercase();
    let is_one = ["ss", "us", "is"].iter().any(|end| lower.ends_with(end));
    let cut = |n: usize| name[..name.len() - n].to_owned();
    match () {
        () if lower.ends_with("people") => {
            cut("people".len()) + &name[name.len() - 6..name.len() - 5] + "erson"
        }
        () if lower.ends_with("children") => cut("ren".len()),
        () if is_one || !lower.ends_with('s') || lower.len() < 3 => name.to_owned(),
        () if lower.ends_with("ies") && lower.len() > 4 => cut(3) + "y",
        () if ["sses", "xes", "ches", "shes"].iter().any(|end| lower.ends_with(end)) => cut(2),
        () => cut(1),
    }
}

fn last_word(word: &str) -> &str {
    let start = word.char_indices().rfind(|(_, c)| c.is_uppercase()).map_or(0, |(at, _)| at);
    &word[start..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals() {
        let plural = ["orders", "orderLines", "children", "timesOff", "status", "access", "basis"];
        let found: Vec<bool> = plural.iter().map(|word| is_plural(word)).collect();
        assert_eq!(found, [true, true, true, false, false, false, false]);
    }

    #[test]
    fn verbs() {
        let found = ["getLines", "get", "gettingThere", "lines"].map(begins_with_verb);
        assert_eq!(found, [true, false, false, false]);
    }

    #[test]
    fn a_type_in_the_plural() {
        assert_eq!(plural_of("orderlines", "acme.shop.orderLine"), Some("orderLines".to_owned()));
        assert_eq!(plural_of("Policies", "policy"), Some("policies".to_owned()));
        assert_eq!(plural_of("lines", "orderLine"), None);
    }
}
