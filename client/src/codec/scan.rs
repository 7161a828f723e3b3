//! Where a JSON string has to be looked at: eight bytes at a time up to there.

const LOW: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// The place of the first byte that can't stand in a JSON string as it is: a quote, a backslash, a control character.
pub(super) fn special(bytes: &[u8]) -> Option<usize> {
    let (words, rest) = bytes.as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        let found = specials(u64::from_le_bytes(*word));
        if found != 0 {
            return Some(index * 8 + found.trailing_zeros() as usize / 8);
        }
    }
    // The last eight bytes again: those before the rest are plain.
    if !words.is_empty()
        && let Some(last) = bytes.last_chunk::<8>()
    {
        let found = specials(u64::from_le_bytes(*last));
        return (found != 0).then(|| bytes.len() - 8 + found.trailing_zeros() as usize / 8);
    }
    let is_special = |byte: &u8| matches!(byte, b'"' | b'\\' | ..b' ');
    rest.iter().position(is_special)
}

/// The high bits of the special bytes; exact up to the first of them, which is the one that is asked for.
fn specials(word: u64) -> u64 {
    // With this bit turned over, a quote is the next one above the control characters, and what was there is beyond both.
    let is_control_or_quote = (word ^ (LOW * 0x02)).wrapping_sub(LOW * 0x21);
    let is_backslash = (word ^ (LOW * 0x5C)).wrapping_sub(LOW);
    (is_control_or_quote | is_backslash) & !word & HIGH
}

#[cfg(test)]
mod tests {
    use super::special;

    #[test]
    fn every_byte_at_every_place() {
        for byte in 0..=255_u8 {
            for (place, len) in (0..20).flat_map(|place| [(place, place + 1), (place, 20)]) {
                for filler in [b'a', 0x20, 0x21, 0x23, 0x5B, 0x5D, 0x7F, 0x80, 0xFF] {
                    let mut bytes = vec![filler; len];
                    bytes[place] = byte;
                    let expected = matches!(byte, b'"' | b'\\' | ..b' ').then_some(place);
                    assert_eq!(special(&bytes), expected, "{byte} among {filler}");
                }
            }
        }
        assert_eq!(special(b""), None);
    }
}
