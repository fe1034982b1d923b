/// The indices in [`ALL`] of the codes, in the order of their texts.
const PLACES: [u16; 5] = [
    2, 4, 1, 0, 3,
];

/// The codes by slot, each with its text, so that a lookup reads no other table.
static SLOTS: [(&str, ErrorCode); PLACES.len()] = {
    let mut slots = [("", ALL[0]); PLACES.len()];
    let mut slot = 0;
    while slot < slots.len() {
        let code = ALL[PLACES[slot] as usize];
        slots[slot] = (code.as_str(), code);
        slot += 1;
    }

    slots
};

/// Looks a code up by binary search.
pub(super) fn find(text: &str) -> Option<ErrorCode> {
    let slot = SLOTS.binary_search_by(|(found, _)| (*found).cmp(text)).ok()?;
    Some(SLOTS[slot].1)
}
