//! Misspelt names: a name that nobody knows and the known ones in, the one that was surely meant out.

/// The candidate that a name is surely a misspelling of: a few letters away, and at most half as far as
/// any other. `None` where two are near, since a wrong suggestion is worse than none.
///
/// Case does not count. Names that differ in a digit, such as `line1` and `line2`, are different things.
pub fn meant<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let name = name.to_lowercase();
    let n_letters = name.chars().count();
    let letters = Letters::of(&name);
    let mut first: Option<(usize, &str)> = None;
    let mut second = usize::MAX;
    for candidate in candidates {
        if first.is_some_and(|(_, it)| it == candidate) {
            continue;
        }
        let lower = candidate.to_lowercase();
        // Too far even to make another unsure.
        if least_distance(&letters, &Letters::of(&lower)) > 2 * most_letters(n_letters) {
            continue;
        }
        let distance = strsim::damerau_levenshtein(&name, &lower);
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
    use super::meant;

    #[test]
    fn a_letter_or_two_away() {
        assert_eq!(meant("dead-lnik", ["dead-link", "link-case"]), Some("dead-link"));
        assert_eq!(meant("dor", ["floor", "door"]), Some("door"));
        assert_eq!(meant("isread", ["isRead", "isDraft"]), Some("isRead"));
        assert_eq!(meant("displayNmae", ["displayName", "displayName"]), Some("displayName"));
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
}
