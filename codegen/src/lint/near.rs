//! Names that are one edit apart, without comparing every pair.

/// An index of names by what is left of them after removing one character: two names that are one
/// edit apart have such a rest in common.
pub(super) struct Near<'a> {
    names: Vec<&'a str>,
    /// For each rest, the upper half of its hash before the index of its name: half as much to sort as
    /// both apart.
    rests: Vec<u64>,
}

impl<'a> Near<'a> {
    /// Indexes distinct names.
    pub(super) fn of(names: Vec<&'a str>) -> Near<'a> {
        let mut rests = Vec::with_capacity(names.iter().map(|name| name.len() + 1).sum());
        for (at, name) in (0..).zip(&names) {
            each_rest(name, |hash| rests.push(upper(hash) | at));
        }
        rests.sort_unstable();
        Near { names, rests }
    }

    /// Every two names that are one edit apart, by index, the smaller one first.
    pub(super) fn pairs(&self) -> Vec<(usize, usize)> {
        let mut pairs = Vec::new();
        // Names share a rest only if they differ in one place, so groups are small.
        for group in self.rests.chunk_by(|a, b| upper(*a) == upper(*b)) {
            for (at, first) in group.iter().enumerate() {
                let later = group[at + 1..].iter();
                pairs.extend(later.map(|second| (index(*first), index(*second))));
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        pairs.retain(|(a, b)| is_one_edit(self.names[*a], self.names[*b]));
        pairs
    }

    /// The names that are one edit apart from this one, by index.
    pub(super) fn one_edit_from(&self, name: &str) -> Vec<usize> {
        let mut found = Vec::new();
        each_rest(name, |hash| {
            let from = self.rests.partition_point(|rest| *rest < upper(hash));
            let same = self.rests[from..].iter().take_while(|rest| upper(**rest) == upper(hash));
            found.extend(same.map(|rest| index(*rest)));
        });
        found.sort_unstable();
        found.dedup();
        found.retain(|at| is_one_edit(self.names[*at], name));
        found
    }
}

/// The upper half of a hash. Two rests of which it is the same by chance cost a comparison.
fn upper(rest: u64) -> u64 {
    rest & !u64::from(u32::MAX)
}

/// The index in the lower half.
fn index(rest: u64) -> usize {
    usize::try_from(rest & u64::from(u32::MAX)).unwrap_or(usize::MAX)
}

/// The bytes of two characters at most, which change places.
const EDIT: usize = 8;

/// Whether two names are one edit apart.
fn is_one_edit(a: &str, b: &str) -> bool {
    let same = |(a, b): &(u8, u8)| a == b;
    let before = a.bytes().zip(b.bytes()).take_while(same).count();
    let (left, right) = (&a.as_bytes()[before..], &b.as_bytes()[before..]);
    let ends = left.iter().copied().rev().zip(right.iter().copied().rev());
    let after = ends.take_while(same).count();
    // Most candidates differ in more, which their ends tell at once.
    left.len().max(right.len()) - after <= EDIT && strsim::osa_distance(a, b) == 1
}

const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

/// `BASE * INVERSE` is 1, modulo 2^64.
const INVERSE: u64 = inverse(BASE);

/// Hashes a name, and the name without each of its bytes in turn.
fn each_rest(name: &str, mut visit: impl FnMut(u64)) {
    let step = |hash: u64, byte: u8| hash.wrapping_mul(BASE).wrapping_add(u64::from(byte) + 1);
    let whole = name.bytes().fold(0, step);
    visit(whole);
    // The hash is a polynomial: what is before and after the byte is hashed once.
    let mut after = 0_u64;
    let mut power = 1_u64;
    let bytes = name.as_bytes();
    let mut before = whole;
    for byte in bytes.iter().rev() {
        // `before` is the hash up to and including this byte: remove the byte.
        before = before.wrapping_sub(u64::from(*byte) + 1).wrapping_mul(INVERSE);
        visit(before.wrapping_mul(power).wrapping_add(after));
        after = after.wrapping_add((u64::from(*byte) + 1).wrapping_mul(power));
        power = power.wrapping_mul(BASE);
    }
}

/// The inverse of an odd number modulo 2^64, by Newton's iteration.
const fn inverse(odd: u64) -> u64 {
    let mut inverse = odd;
    let mut rounds = 0;
    while rounds < 6 {
        inverse = inverse.wrapping_mul(2_u64.wrapping_sub(odd.wrapping_mul(inverse)));
        rounds += 1;
    }
    inverse
}

#[cfg(test)]
mod tests {
    use super::Near;

    #[test]
    fn one_edit_is_found_and_two_are_not() {
        let near = Near::of(vec!["card_declined", "user_not_found", "ab"]);
        let check = |name: &str, expected: &[usize]| {
            assert_eq!(near.one_edit_from(name), expected, "{name}");
        };
        check("card_declined", &[]);
        check("card_declind", &[0]);
        check("cards_declined", &[0]);
        check("card_declimed", &[0]);
        check("crad_declined", &[0]);
        check("xard_declined", &[0]);
        check("card_decline", &[0]);
        check("crad_decline", &[]);
        check("users_not_found", &[1]);
        check("ba", &[2]);
        check("", &[]);
        let near = Near::of(vec!["user_not_found", "ab", "users_not_found", "ba", "user_not_foud"]);
        assert_eq!(near.pairs(), [(0, 2), (0, 4), (1, 3)]);
    }
}
