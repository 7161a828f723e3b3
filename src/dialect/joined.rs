//! Names of several words.

/// A name of several words as one: `Lamp Shade` is `LampShade`.
pub(crate) fn joined(name: &str) -> String {
    let mut words = name.split_whitespace();
    let mut joined = words.next().unwrap_or_default().to_owned();
    for word in words {
        let mut chars = word.chars();
        joined.extend(chars.next().into_iter().flat_map(char::to_uppercase));
        joined.push_str(chars.as_str());
    }
    joined
}
