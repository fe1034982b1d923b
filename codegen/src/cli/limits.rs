//! The limits that the command line sets.

use std::fmt::Write;

use crate::error::Error;
use crate::limits::{LIMITS, Limits};

/// Every limit with its default.
pub(super) fn help() -> String {
    let mut help =
        "Raise or lower a limit on what is read and reported; may be repeated\n".to_owned();
    for limit in LIMITS {
        let _ = write!(help, "\n- {} [default: {}]: {}", limit.name, limit.default(), limit.bounds);
    }
    help
}

/// The limits that the command line sets.
pub(super) fn set(settings: &[String]) -> Result<Limits, Error> {
    let mut limits = Limits::default();
    for setting in settings {
        limits
            .set(setting)
            .map_err(|fault| Error::Usage(format!("`--limit {setting}`: {fault}")))?;
    }
    Ok(limits)
}
