//! The tables of codes and of their texts.

use crate::shared::support::{Column, bucket, hash, slot_of};

#[test]
fn a_text_has_one_bucket_and_one_slot() {
    for text in ["", "a", "E0001", "a_code_of_more_than_sixteen_bytes"] {
        assert!(bucket(hash(text, 1), 5) < 5);
        let (slot, fingerprint) = slot_of(text, 1, &[3, 1, 4, 1, 5], 9);
        assert!(slot < 9);
        assert_eq!((slot, fingerprint), slot_of(text, 1, &[3, 1, 4, 1, 5], 9));
    }
}

#[test]
fn a_column_has_a_text_for_each_code() {
    let column = Column::new("größeb", &[0, 7, 7, 8]);
    let texts: Vec<_> = (0..4).map(|code| column.get(code)).collect();
    assert_eq!(texts, [None, Some("größe"), None, Some("b")]);
    // A column in which no code has a text has no ends either.
    assert_eq!((Column::EMPTY.text(3), Column::EMPTY.get(3)), ("", None));
}
