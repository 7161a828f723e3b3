//! How names are written: a name that nobody knows and the known ones in, the one that was surely meant out; and headings without
//! the numbers before them.

use std::cell::Cell;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Guesses at the names of one kind. A name is compared with all that it may mean, so guessing ends when it
/// has cost too much: what is found then is told without a guess. What is told depends on the order of the
/// questions, so that they are asked one after the other.
#[derive(Debug, Default)]
pub struct Guesses {
    n_asked: AtomicUsize,
    cost: AtomicUsize,
}

/// So many names are guessed at, whatever it costs.
const LEAST_ASKED: usize = 16;
/// About what comparing seven hundred names with as many others costs.
const MOST_COST: usize = 1 << 19;

impl Guesses {
    /// See [`meant`].
    pub fn meant<'c>(
        &self,
        name: &str,
        candidates: impl IntoIterator<Item = &'c str>,
    ) -> Option<&'c str> {
        let n_asked = self.n_asked.fetch_add(1, Ordering::Relaxed);
        if n_asked >= LEAST_ASKED && self.cost.load(Ordering::Relaxed) >= MOST_COST {
            return None;
        }
        let cost = Cell::default();
        let found = guess(name, candidates, &cost);
        self.cost.fetch_add(cost.get(), Ordering::Relaxed);
        found
    }
}

/// Whether a text, in lower case, is one with `*` for anything.
pub fn fits(glob: &str, text: &str) -> bool {
    let mut pieces = glob.split('*');
    let first = pieces.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    let mut pieces: Vec<&str> = pieces.collect();
    let Some(last) = pieces.pop() else { return rest.is_empty() };
    for piece in pieces {
        match rest.find(piece) {
            Some(at) => rest = &rest[at + piece.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

/// A heading without the number of its chapter: `5.1 Lamps`, `2. Lamps`, `7 Lamps`. A status is none: `404 Not found`.
pub fn without_number(heading: &str) -> &str {
    // Nearly no heading does.
    if !heading.starts_with(|c: char| c.is_ascii_digit()) {
        return heading;
    }
    let is_number = |part: &str| (1..=2).contains(&part.len());
    let whole = || -> Option<&str> {
        let (number, rest) = heading.split_once([' ', '\u{a0}'])?;
        let bare = number.strip_suffix(['.', ')', ':']).unwrap_or(number);
        let is_all = bare.chars().all(|c| c.is_ascii_digit() || c == '.');
        let rest = rest.trim_start();
        // What a bare number stands before may be counted by it: `3 lamps`.
        let is_marked = number.contains(['.', ')', ':']) || !rest.starts_with(char::is_lowercase);
        (is_all && is_marked && bare.split('.').all(is_number) && !rest.is_empty()).then_some(rest)
    };
    whole().unwrap_or(heading)
}

/// The candidate that a name is surely a misspelling of: a few letters away, and at most half as far as
/// any other. `None` where two are near, since a wrong suggestion is worse than none.
///
/// Case does not count. Names that differ in a digit, such as `line1` and `line2`, are different things.
pub fn meant<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    guess(name, candidates, &Cell::default())
}

/// How like two names are, from 0 (not at all) to 1 (the same), letter by letter.
pub fn likeness(one: &str, other: &str) -> f64 {
    let cut = |name: &str| name.chars().take(MOST_NAME).collect::<String>();
    strsim::normalized_damerau_levenshtein(&cut(one), &cut(other))
}

fn guess<'c>(
    name: &str,
    candidates: impl IntoIterator<Item = &'c str>,
    cost: &Cell<usize>,
) -> Option<&'c str> {
    // Text of that length is no name that somebody types.
    let n_letters = name.chars().take(MOST_NAME + 1).count();
    if n_letters > MOST_NAME {
        return None;
    }
    let name = name.to_lowercase();
    let letters = Letters::of(&name);
    let mut first: Option<(usize, &str)> = None;
    let mut second = usize::MAX;
    for candidate in candidates {
        cost.set(cost.get().saturating_add(1));
        if candidate.len() > 2 * MOST_NAME_BYTES {
            continue;
        }
        if first.is_some_and(|(_, it)| it == candidate) {
            continue;
        }
        let lower = candidate.to_lowercase();
        // Too far even to make another unsure.
        if least_distance(&letters, &Letters::of(&lower)) > 2 * most_letters(n_letters) {
            continue;
        }
        let (own, other) = differing(&name, &lower);
        cost.set(cost.get().saturating_add(own.len() * other.len() / 16));
        let distance = strsim::damerau_levenshtein(own, other);
        match first {
            Some((nearest, _)) if distance >= nearest => second = second.min(distance),
            _ => {
                second = first.map_or(second, |(nearest, _)| nearest);
                first = Some((distance, candidate));
            }
        }
    }
    let (distance, candidate) = first?;
    let is_near = distance <= most_letters(n_letters) && digits(&name) == digits(candidate);
    (is_near && second > distance && second >= 2 * distance).then_some(candidate)
}

/// Whether one letter is another, missing, too much, or has changed places with the next; digits are no
/// slips. Two names that differ in case only are alike and not near.
pub fn is_letter_away(name: &str, known: &str) -> bool {
    may_be_letter_away(name, known) && is_lower_letter_away(&lower(name), &lower(known))
}

/// The same of names that are in lower case.
pub fn is_lower_letter_away(name: &str, known: &str) -> bool {
    if !may_be_letter_away(name, known) {
        return false;
    }
    let (own, other) = differing(name, known);
    let n_most = own.chars().count().max(other.chars().count());
    let is_swapped = || n_most == 2 && own.chars().rev().eq(other.chars());
    let has_digit = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    (n_most == 1 || is_swapped()) && !has_digit(own) && !has_digit(other)
}

/// Whether the lengths of two names differ by no more than a letter, and neither is too long to look at.
fn may_be_letter_away(name: &str, known: &str) -> bool {
    let lengths = [name.len(), known.len()];
    lengths[0].abs_diff(lengths[1]) <= 4
        && lengths.iter().all(|it| *it <= MOST_NAME_BYTES)
        && !differ_more(name, known)
}

/// Whether two names of ASCII surely differ in more than a letter: by their lengths, or at both ends, which no single slip
/// makes of three letters and more.
fn differ_more(name: &str, known: &str) -> bool {
    let ends = |text: &str| match text.as_bytes() {
        [first, _, .., last] if text.is_ascii() => Some([*first, *last]),
        _ => None,
    };
    let (Some(own), Some(other)) = (ends(name), ends(known)) else { return false };
    name.len().abs_diff(known.len()) > 1
        || own.iter().zip(other).all(|(own, other)| !own.eq_ignore_ascii_case(&other))
}

/// A name or a text in lower case. Nearly all are of ASCII, for which this is much faster than the standard library.
pub(crate) fn lower(text: &str) -> String {
    match text.is_ascii() {
        true => text.to_ascii_lowercase(),
        false => text.to_lowercase(),
    }
}

/// Looks something up by a name or a text in lower case. A short one, as most are, needs no memory of its own for that.
pub(crate) fn by_lower<T>(text: &str, look: impl FnOnce(&str) -> T) -> T {
    let mut room = [0; 64];
    match room.get_mut(..text.len()).filter(|_| text.is_ascii()) {
        Some(lower) => {
            lower.copy_from_slice(text.as_bytes());
            lower.make_ascii_lowercase();
            look(str::from_utf8(lower).unwrap_or_default())
        }
        None => look(&lower(text)),
    }
}

/// Adds a text in lower case to another.
pub(crate) fn push_lower(out: &mut String, text: &str) {
    match text.is_ascii() {
        true => {
            let start = out.len();
            out.push_str(text);
            out[start..].make_ascii_lowercase();
        }
        false => out.push_str(&text.to_lowercase()),
    }
}

/// The words of a name or text, in lower case: `lastSeen` is two.
pub fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut was_lower = false;
    for c in text.chars() {
        let begins = !c.is_alphanumeric() || (c.is_uppercase() && was_lower);
        if begins || words.is_empty() {
            words.push(String::new());
        }
        if let Some(last) = words.last_mut().filter(|_| c.is_alphanumeric()) {
            last.extend(c.to_lowercase());
        }
        was_lower = c.is_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Two names without what they begin and end with alike, which counts for no distance.
fn differing<'n>(one: &'n str, other: &'n str) -> (&'n str, &'n str) {
    let alike = one.char_indices().zip(other.chars()).find(|((_, a), b)| a != b);
    let start = alike.map_or(one.len().min(other.len()), |((at, _), _)| at);
    let (one, other) = (&one[start..], &other[start..]);
    let pairs = one.chars().rev().zip(other.chars().rev()).take_while(|(a, b)| a == b);
    let n_end: usize = pairs.map(|(letter, _)| letter.len_utf8()).sum();
    (&one[..one.len() - n_end], &other[..other.len() - n_end])
}

/// How often each letter stands in a name; letters that share a place are not told apart.
struct Letters([u8; 32]);

impl Letters {
    fn of(name: &str) -> Self {
        let mut counts = [0u8; 32];
        for letter in name.chars() {
            let count = &mut counts[letter as usize % 32];
            *count = count.saturating_add(1);
        }
        Self(counts)
    }
}

/// What the distance is at least: letters that one name has more of are changed or taken away, those
/// that it has less of are changed or put in. Much faster to tell than the distance.
fn least_distance(one: &Letters, other: &Letters) -> usize {
    let more = |a: &Letters, b: &Letters| -> usize {
        a.0.iter().zip(b.0).map(|(a, b)| usize::from(a.saturating_sub(b))).sum()
    };
    more(one, other).max(more(other, one))
}

/// No longer name is guessed at.
const MOST_NAME: usize = 128;
/// What it has at most, in letters of four bytes.
const MOST_NAME_BYTES: usize = 4 * MOST_NAME;

/// No misspelling changes more letters.
const MOST_LETTERS: usize = 3;

/// How many letters a misspelling of a name may change: in a short name each one matters.
fn most_letters(n_letters: usize) -> usize {
    match n_letters {
        0..=2 => 0,
        3..=5 => 1,
        6..=11 => 2,
        _ => MOST_LETTERS,
    }
}

fn digits(name: &str) -> String {
    name.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::{
        Guesses, LEAST_ASKED, MOST_COST, MOST_NAME, is_letter_away, meant, without_number,
    };
    use std::sync::atomic::Ordering;

    #[test]
    fn a_letter_or_two_away() {
        assert_eq!(meant("dead-lnik", ["dead-link", "link-case"]), Some("dead-link"));
        assert_eq!(meant("dor", ["floor", "door"]), Some("door"));
        assert_eq!(meant("isread", ["isRead", "isDraft"]), Some("isRead"));
        assert_eq!(meant("displayNmae", ["displayName", "displayName"]), Some("displayName"));
    }

    #[test]
    fn numbers_of_chapters() {
        for heading in
            ["5.1 Lamps", "2. Lamps", "7 Lamps", "12) Lamps", "10.10. Lamps", "3 `Lamps`"]
        {
            assert_eq!(without_number(heading).trim_matches('`'), "Lamps", "{heading}");
        }
        for heading in
            ["404 Not found", "3 lamps", "5.1", "2026-01 Lamps", "v2 Lamps", "1.234 Lamps", "Lamps"]
        {
            assert_eq!(without_number(heading), heading);
        }
    }

    #[test]
    fn not_where_two_are_near() {
        assert_eq!(meant("dor", ["for", "door"]), None);
        assert_eq!(meant("isread", ["isRead", "IsRead"]), None);
        assert_eq!(meant("startTixe", ["startTime", "startTide"]), None);
    }

    #[test]
    fn not_where_it_is_another_name() {
        assert_eq!(meant("id", ["ip", "at"]), None);
        assert_eq!(meant("street", ["state", "city"]), None);
        assert_eq!(meant("line1", ["line2"]), None);
        assert_eq!(meant("anything", []), None);
    }

    #[test]
    fn a_letter_away() {
        for slip in ["reqest", "requuest", "requast", "reuqest", "Reqest"] {
            assert!(is_letter_away(slip, "request"), "{slip}");
        }
        for other in ["request", "Request", "reqet", "tseuqer", "request1", ""] {
            assert!(!is_letter_away(other, "request"), "{other}");
        }
    }

    #[test]
    fn what_is_alike_counts_for_no_distance() {
        let names =
            ["", "a", "aa", "ab", "ba", "aab", "aba", "héé", "hée", "heading12", "heading21"];
        for (one, other) in names.iter().flat_map(|one| names.map(|other| (*one, other))) {
            let (a, b) = super::differing(one, other);
            let far = strsim::damerau_levenshtein(one, other);
            assert_eq!(strsim::damerau_levenshtein(a, b), far, "{one} {other}");
        }
    }

    #[test]
    fn guessing_is_bounded() {
        let long = "a".repeat(MOST_NAME);
        assert_eq!(meant(&long, [format!("{long}a").as_str()]), Some(&*format!("{long}a")));
        assert_eq!(meant(&format!("{long}a"), [long.as_str()]), None);

        let guesses = Guesses::default();
        assert_eq!(guesses.meant("dor", ["door", "heading"]), Some("door"));
        assert_eq!(guesses.cost.load(Ordering::Relaxed), 2);
        guesses.cost.store(MOST_COST, Ordering::Relaxed);
        let n_guessed = (0..2 * LEAST_ASKED).flat_map(|_| guesses.meant("dor", ["door"])).count();
        assert_eq!(n_guessed, LEAST_ASKED - 1);
    }
}
