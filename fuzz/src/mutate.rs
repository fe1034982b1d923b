//! Small changes of an input.

use crate::generate::Random;

/// What means something in a format that an input can have.
const TOKENS: &[&str] = &[
    "\n",
    "\r\n",
    "\r",
    "\t",
    "  ",
    "# c\n",
    "#",
    ": ",
    "- ",
    "-",
    "|",
    ">-\n",
    "---\n",
    "...\n",
    "[",
    "]",
    "{",
    "}",
    ",",
    "\"",
    "'",
    "&a ",
    "*a",
    "!t ",
    "<<: ",
    "? ",
    "%",
    "`",
    "~",
    "null",
    "1e999",
    "\u{feff}",
    "\u{2028}",
    "\u{0}",
    "\u{1b}[2J",
    "\u{202e}",
    "\u{85}",
    "\\ud83d",
    "__proto__",
    "$ref",
    "status: 404\n",
    "code",
    "error",
    "errors:\n",
    "description: x\n",
    "{id}",
    "999999999999999999999",
];

/// Changes an input in a few places.
pub fn mutated(seed: &[u8], random: &mut Random) -> Vec<u8> {
    let mut data = seed.to_vec();
    for _ in 0..=random.below(3) {
        let at = random.below(data.len() + 1);
        let until = (at + 1 + random.below(12)).min(data.len());
        match random.below(7) {
            0 => drop(data.drain(at..until)),
            1 => {
                let token = TOKENS[random.below(TOKENS.len())];
                data.splice(at..at, token.bytes());
            }
            2 if at < data.len() => data[at] = random.number().to_le_bytes()[0],
            3 => {
                let copy = data[at..until].to_vec();
                let to = random.below(data.len() + 1);
                data.splice(to..to, copy);
            }
            4 => {
                let token = TOKENS[random.below(TOKENS.len())];
                data.splice(at..until, token.bytes());
            }
            kind => {
                let mut lines: Vec<&[u8]> = data.split_inclusive(|byte| *byte == b'\n').collect();
                if lines.is_empty() {
                    continue;
                }
                let (from, to) = (random.below(lines.len()), random.below(lines.len()));
                if kind == 5 {
                    lines.swap(from, to);
                } else {
                    lines.insert(to, lines[from]);
                }
                data = lines.concat();
            }
        }
    }
    data
}
