//! Numbers by their texts: compared by what they say, whatever their number of digits.

use std::cmp::Ordering;

/// What the text of a number says: `0.digits × 10^exponent`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Number {
    is_negative: bool,
    exponent: i64,
    /// Without zeros at either end; none of zero, which has no sign.
    digits: Vec<u8>,
}

impl Number {
    /// Of a text that is a JSON number.
    pub(crate) fn of(text: &str) -> Self {
        let (is_negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let mut digits: Vec<u8> = whole.bytes().chain(fraction.bytes()).collect();
        let n_zeros = digits.iter().take_while(|digit| **digit == b'0').count();
        digits.drain(..n_zeros);
        let n_digits = digits.iter().rposition(|digit| *digit != b'0').map_or(0, |it| it + 1);
        digits.truncate(n_digits);
        if digits.is_empty() {
            return Self { is_negative: false, exponent: 0, digits };
        }
        // An exponent that fits no integer is all the same the largest, or the smallest.
        let most = if exponent.starts_with('-') { i64::MIN } else { i64::MAX };
        let shift = whole.len() as i64 - n_zeros as i64;
        let exponent = exponent.parse::<i64>().unwrap_or(most).saturating_add(shift);
        Self { is_negative, exponent, digits }
    }

    fn sign(&self) -> i8 {
        match (self.digits.is_empty(), self.is_negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        }
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        let size = self.exponent.cmp(&other.exponent).then_with(|| self.digits.cmp(&other.digits));
        let size = if self.is_negative { size.reverse() } else { size };
        self.sign().cmp(&other.sign()).then(size)
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::Number;

    #[test]
    fn texts_in_the_order_of_their_numbers() {
        let groups: &[&[&str]] = &[
            &["-1e400", "-10e399"],
            &["-12", "-1.2e1"],
            &["-1.19"],
            &["0", "-0", "0.0", "0e9", "-0.000E-3"],
            &["1e-99999999999999999999"],
            &["0.001", "1e-3", "100E-5"],
            &["1", "1.0", "1e0", "10e-1", "0.1e+1"],
            &["1.0000000000000000000001"],
            &["123456789012345678901234567890", "1.2345678901234567890123456789e29"],
            &["123456789012345678901234567891"],
            &["1e400"],
            &["1e99999999999999999999"],
        ];
        for (place, group) in groups.iter().enumerate() {
            for (other_place, other) in groups.iter().enumerate() {
                for (one, two) in
                    group.iter().flat_map(|one| other.iter().map(move |two| (one, two)))
                {
                    let order = Number::of(one).cmp(&Number::of(two));
                    assert_eq!(order, place.cmp(&other_place), "{one} {two}");
                }
            }
        }
    }
}
