//! The lookup that remains if no perfect hash is found for the codes of a catalog. A unit test holds
//! the included file to what the target `rust` writes.

#[derive(Debug, Clone, Copy, PartialEq)]
struct ErrorCode(&'static str);

impl ErrorCode {
    const fn as_str(self) -> &'static str {
        self.0
    }
}

const ALL: [ErrorCode; 5] =
    [ErrorCode("b"), ErrorCode("a_c"), ErrorCode("a"), ErrorCode("z"), ErrorCode("a_b")];

mod sorted {
    use super::{ALL, ErrorCode};

    include!("rust/sorted.rs");
}

#[test]
fn every_code_is_found_and_every_miss_rejected() {
    for code in ALL {
        assert_eq!(sorted::find(code.0), Some(code));
    }
    for miss in ["", "A", "a_", "a_d", "zz", "é"] {
        assert_eq!(sorted::find(miss), None);
    }
}
