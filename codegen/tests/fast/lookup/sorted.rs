/// The places among all codes, in the order of their texts.
const PLACES: [u8; 5] = [
    2, 4, 1, 0, 3,
];

/// The texts by slot, each with the place of its code, so that a lookup reads no other table
/// to compare them.
static SLOTS: [(&str, u8); PLACES.len()] = {
    let mut slots = [("", 0); PLACES.len()];
    let mut slot = 0;
    while slot < slots.len() {
        let place = PLACES[slot];
        slots[slot] = (CODES[place as usize], place);
        slot += 1;
    }

    slots
};

/// Looks a code up by binary search.
pub(super) fn find(text: &str) -> Option<ErrorCode> {
    let slot = SLOTS.binary_search_by(|(found, _)| (*found).cmp(text)).ok()?;
    Some(ErrorCode::ALL[SLOTS[slot].1 as usize])
}
