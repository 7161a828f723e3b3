//! What types that nobody named are called: by method and path of the operation, and by the members that lead
//! to them, so that no other page renames one.

use crate::lower::operations::singular;
use crate::model::{Method, Operation, Path, PathSegment};
use std::collections::BTreeSet;

/// Letters of a name; of a longer one the last words are kept.
const MOST_LETTERS: usize = 80;

/// The name of a type in the making, and the longer one that it has if another type is called so: it tells where
/// a key picks one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Namer {
    name: String,
    longer: String,
    /// Only examples of another method show it, which name it better.
    is_borrowed: bool,
}

impl Namer {
    /// The name of what an operation answers or is sent. A reading operation's answer is the thing itself.
    pub(super) fn of(operation: &Operation, item: &str, what: &str) -> Self {
        let method = operation.method.as_str();
        let method = format!("{}{}", &method[..1], method[1..].to_lowercase());
        let end = match (operation.method, what) {
            (Method::Get, "Answer") => String::new(),
            _ => format!("{method}{what}"),
        };
        let name = |key| shortened(&format!("{}{end}{item}", words_of(&operation.path, key)));
        Self { name: name(""), longer: name("ById"), is_borrowed: false }
    }

    /// The same of what may only be shown by examples of another method.
    pub(super) fn borrowed(self, is_borrowed: bool) -> Self {
        Self { is_borrowed, ..self }
    }

    /// The name of what a member holds.
    pub(super) fn member(&self, name: &str) -> Self {
        let name = pascal(name);
        self.each(|it| shortened(&format!("{it}{name}")))
    }

    /// The name of one of many.
    pub(super) fn of_one(&self) -> Self {
        self.each(singular)
    }

    fn each(&self, change: impl Fn(&str) -> String) -> Self {
        Self { name: change(&self.name), longer: change(&self.longer), ..*self }
    }

    /// What decides between two names of one type: the least.
    pub(super) fn rank(&self) -> impl Ord {
        (self.is_borrowed, self.name.len(), self.place())
    }

    /// Where types stand among each other: of two of one name that which needs no longer one comes first.
    pub(super) fn place(&self) -> impl Ord {
        (&self.name, self.longer.len(), &self.longer)
    }

    /// The name, or the longer one, or a numbered one: the first that no other type has, whatever the case. It
    /// begins with a small letter, as most types' do.
    pub(super) fn unique(&self, namespace: &str, taken: &mut BTreeSet<String>) -> String {
        let begun = |name: &str| match name.chars().next().filter(char::is_ascii_alphabetic) {
            Some(first) => format!("{}{}", first.to_ascii_lowercase(), &name[1..]),
            None => format!("of{name}"),
        };
        let name = begun(&self.name);
        let numbered = (2..).map(|n| format!("{name}{n}"));
        let mut names = [name.clone(), begun(&self.longer)].into_iter().chain(numbered);
        let is_free = |it: &String| taken.insert(format!("{namespace}.{it}").to_lowercase());
        names.find(is_free).unwrap_or_default()
    }
}

/// The fixed words of a path, with another behind each key; what a key picks from is one thing.
fn words_of(path: &Path, key: &str) -> String {
    let mut words = String::new();
    let mut segments = path.segments.iter().peekable();
    while let Some(segment) = segments.next() {
        let (PathSegment::Literal(word) | PathSegment::Call { name: word, .. }) = segment else {
            continue;
        };
        let is_picked = matches!(segments.peek(), Some(PathSegment::Key { .. }));
        let word = pascal(word);
        words.push_str(&if is_picked { singular(&word) } else { word });
        words.push_str(if is_picked { key } else { "" });
    }
    if words.is_empty() { "Root".to_owned() } else { words }
}

/// A name in capitals and small letters, without what stands between its words.
fn pascal(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|it| !it.is_empty());
    words.map(|word| format!("{}{}", word[..1].to_ascii_uppercase(), &word[1..])).collect()
}

/// The last words of a name that is too long.
fn shortened(name: &str) -> String {
    let Some(at) = name.len().checked_sub(MOST_LETTERS) else { return name.to_owned() };
    let rest = &name[at..];
    let word = rest.find(|c: char| c.is_ascii_uppercase()).unwrap_or(0);
    rest[word..].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_their_singular() {
        let all = ["issues", "boxes", "branches", "policies", "status", "class", "id"];
        let found = all.map(singular);
        assert_eq!(found, ["issue", "box", "branch", "policy", "status", "class", "id"]);
        assert_eq!(pascal("merge_requests.all-of"), "MergeRequestsAllOf");
    }

    #[test]
    fn names_are_told_apart_and_bounded() {
        let mut taken = BTreeSet::from(["acme.lamp".to_owned()]);
        let named = |name: &str, longer: &str| Namer {
            name: name.into(),
            longer: longer.into(),
            is_borrowed: false,
        };
        let all = [("Lamp", "LampById"), ("LAMP", "LampById"), ("LAMP", "Lamp"), ("2x", "2xById")];
        let names = all.map(|(name, longer)| named(name, longer).unique("acme", &mut taken));
        assert_eq!(names, ["lampById", "lAMP2", "lAMP3", "of2x"]);
        let long = "Word".repeat(100);
        assert_eq!(shortened(&long), "Word".repeat(20));
    }
}
