//! Limits on what errbook reads and reports, so that no input takes all memory or time.
//!
//! The command line can raise them (`--limit NAME=VALUE`). The project file cannot: it comes with the
//! registry, which may be somebody else's.

/// How much errbook reads and reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The size of a file, in bytes.
    pub file_size: u64,
    /// The number of files.
    pub files: u64,
    /// The size of all files, in bytes.
    pub total_size: u64,
    /// How deep lists and maps are nested.
    pub nesting: u64,
    /// The number of codes in all catalogs.
    pub entries: u64,
    /// The number of findings that are kept.
    pub findings: u64,
    /// The number of findings that are kept for one line.
    pub findings_per_line: u64,
}

/// One of the [`Limits`].
pub struct Limit {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it bounds, in a few words.
    pub bounds: &'static str,
    /// Its value unless the command line sets another.
    default: u64,
    /// The highest value that can be set.
    highest: u64,
    /// Whether it is a size in bytes.
    bytes: bool,
    /// Its field.
    field: fn(&mut Limits) -> &mut u64,
}

const MIB: u64 = 1 << 20;

/// Positions in a file are numbers of 32 bits.
const LARGEST_FILE: u64 = u32::MAX as u64;

/// Every limit.
pub const LIMITS: &[Limit] = &[
    Limit {
        name: "file-size",
        bounds: "the size of a file",
        default: 64 * MIB,
        highest: LARGEST_FILE,
        bytes: true,
        field: |limits| &mut limits.file_size,
    },
    Limit {
        name: "files",
        bounds: "the number of files",
        default: 100_000,
        highest: u32::MAX as u64,
        bytes: false,
        field: |limits| &mut limits.files,
    },
    Limit {
        name: "total-size",
        bounds: "the size of all files",
        default: 512 * MIB,
        highest: u64::MAX,
        bytes: true,
        field: |limits| &mut limits.total_size,
    },
    Limit {
        name: "nesting",
        bounds: "how deep lists and maps are nested",
        default: 100,
        // Every walk of a tree recurses once per level.
        highest: 500,
        bytes: false,
        field: |limits| &mut limits.nesting,
    },
    Limit {
        name: "entries",
        bounds: "the number of codes in all catalogs",
        default: 1_000_000,
        highest: u32::MAX as u64,
        bytes: false,
        field: |limits| &mut limits.entries,
    },
    Limit {
        name: "findings",
        bounds: "the number of findings that are kept; the others are counted",
        default: 10_000,
        highest: u64::MAX,
        bytes: false,
        field: |limits| &mut limits.findings,
    },
    Limit {
        name: "findings-per-line",
        bounds: "the number of findings that are kept for one line",
        default: 100,
        highest: u64::MAX,
        bytes: false,
        field: |limits| &mut limits.findings_per_line,
    },
];

impl Limit {
    /// The default, as it is written on the command line.
    #[must_use]
    pub fn default(&self) -> String {
        shown(self.default, self.bytes)
    }
}

impl Default for Limits {
    fn default() -> Limits {
        let mut limits = Limits {
            file_size: 0,
            files: 0,
            total_size: 0,
            nesting: 0,
            entries: 0,
            findings: 0,
            findings_per_line: 0,
        };
        for limit in LIMITS {
            *(limit.field)(&mut limits) = limit.default;
        }
        limits
    }
}

impl Limits {
    /// Sets a limit from text: `findings=20000`, `file-size=128MiB`.
    ///
    /// # Errors
    ///
    /// If there is no such limit, or the value is not one for it: what to write instead.
    pub fn set(&mut self, setting: &str) -> Result<(), String> {
        let names = || LIMITS.iter().map(|limit| limit.name).collect::<Vec<_>>().join(", ");
        let Some((name, value)) = setting.split_once('=') else {
            return Err("write a limit and its value, as in `findings=20000`".to_owned());
        };
        let Some(limit) = LIMITS.iter().find(|limit| limit.name == name) else {
            return Err(format!("there is no limit `{name}`; choose from {}", names()));
        };
        let example = if limit.bytes { "128MiB" } else { "20000" };
        let value = number(value, limit.bytes).ok_or_else(|| {
            format!("`{value}` is not a value for `{name}`; write it like `{example}`")
        })?;
        if value == 0 || value > limit.highest {
            let highest = shown(limit.highest, limit.bytes);
            return Err(format!("`{name}` is at least 1 and at most {highest}"));
        }
        *(limit.field)(self) = value;
        Ok(())
    }
}

/// The option that raises a limit so far that it allows `needed`, or as far as it can be raised:
/// `--limit findings=20000`.
#[must_use]
pub fn option(name: &str, needed: u64) -> String {
    let limit = LIMITS.iter().find(|limit| limit.name == name);
    let (highest, bytes) = limit.map_or((u64::MAX, false), |limit| (limit.highest, limit.bytes));
    let value = if bytes { needed.div_ceil(MIB).saturating_mul(MIB) } else { needed };
    format!("--limit {name}={}", shown(value.min(highest), bytes))
}

fn shown(value: u64, bytes: bool) -> String {
    if bytes && value.is_multiple_of(MIB) {
        format!("{}MiB", value / MIB)
    } else {
        value.to_string()
    }
}

fn number(text: &str, bytes: bool) -> Option<u64> {
    let units = [("KiB", 1 << 10), ("MiB", MIB), ("GiB", 1 << 30)];
    let mut unit = units.iter().filter(|_| bytes);
    let unit = unit.find_map(|(unit, factor)| Some((text.strip_suffix(unit)?, *factor)));
    let (digits, factor) = unit.unwrap_or((text, 1));
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse::<u64>().ok().filter(|_| plain)?.checked_mul(factor)
}

#[cfg(test)]
mod tests {
    use super::{LIMITS, Limits, MIB, option};

    #[test]
    fn limits_are_set_by_name() {
        let mut limits = Limits::default();
        for limit in LIMITS {
            assert_eq!(limits.set(&format!("{}={}", limit.name, limit.default)), Ok(()));
        }
        assert_eq!(limits, Limits::default(), "each name sets its own field");
        for (setting, value) in [("file-size=1GiB", 1024 * MIB), ("file-size=7", 7)] {
            assert_eq!(limits.set(setting), Ok(()));
            assert_eq!(limits.file_size, value);
        }
    }

    #[test]
    fn other_settings_are_refused() {
        let check = |setting: &str, part: &str| {
            let error = Limits::default().set(setting).expect_err(setting);
            assert!(error.contains(part), "{setting}: {error}");
        };
        check("findings", "as in `findings=20000`");
        check("finding=1", "choose from file-size, files, total-size");
        check("findings=", "write it like `20000`");
        check("findings=-1", "write it like `20000`");
        check("findings=1MiB", "write it like `20000`");
        check("file-size=1MB", "write it like `128MiB`");
        check("file-size=99999999999GiB", "write it like `128MiB`");
        check("nesting=0", "at least 1 and at most 500");
        check("nesting=501", "at least 1 and at most 500");
    }

    #[test]
    fn the_option_that_raises_a_limit_can_be_set() {
        for (name, needed, expected) in [
            ("findings", 12_345, "--limit findings=12345"),
            ("file-size", 64 * MIB + 1, "--limit file-size=65MiB"),
            ("nesting", 100_000, "--limit nesting=500"),
        ] {
            let option = option(name, needed);
            assert_eq!(option, expected);
            let setting = option.strip_prefix("--limit ").expect("an option");
            assert_eq!(Limits::default().set(setting), Ok(()));
        }
    }
}
