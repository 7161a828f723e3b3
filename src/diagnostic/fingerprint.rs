//! What a finding is recognised by when its page is edited: never a line number.

use super::Diagnostic;

impl Diagnostic {
    /// What it says, without where: the same after any edit that does not touch what is wrong.
    pub fn stable_text(&self) -> String {
        match self.primary.text.as_str() {
            "" => self.headline.clone(),
            label => format!("{}: {label}", self.headline),
        }
    }

    /// A number for its rule, the page below the root of the docs, and what it says. Several findings
    /// of one page may share it.
    pub fn fingerprint(&self, path: &str) -> u64 {
        hash([self.rule.name, path, &self.stable_text()])
    }
}

/// FNV-1a. Written down here because its numbers are kept by others, who compare them from run to run:
/// they may not change with a release of Rust.
fn hash<'p>(parts: impl IntoIterator<Item = &'p str>) -> u64 {
    let bytes = parts.into_iter().flat_map(|part| part.bytes().chain([0]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::hash;

    /// The offset basis, and the published values for "a" and "foobar", each with our closing zero.
    #[test]
    fn numbers_are_those_of_fnv_1a() {
        let zero = |hash: u64| hash.wrapping_mul(0x0000_0100_0000_01b3);
        assert_eq!(hash([]), 0xcbf2_9ce4_8422_2325);
        assert_eq!(hash(["a"]), zero(0xaf63_dc4c_8601_ec8c));
        assert_eq!(hash(["foobar"]), zero(0x8594_4171_f739_67e8));
        assert_ne!(hash(["a", "b"]), hash(["ab", ""]));
    }
}
