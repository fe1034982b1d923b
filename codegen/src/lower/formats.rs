//! Texts in the formats that types require.

/// Whether a text is a date (RFC 3339 §5.6, `full-date`).
pub(super) fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts[..] else { return false };
    let [Some(year), Some(month), Some(day)] = [digits(year, 4), digits(month, 2), digits(day, 2)]
    else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}

/// Whether a text is a date and time (RFC 3339 §5.6).
pub(super) fn is_date_time(text: &str) -> bool {
    let Some((date, time)) = text.split_once(['T', 't', ' ']) else { return false };
    let Some(at) = time.find(['Z', 'z', '+', '-']) else { return false };
    let (clock, offset) = time.split_at(at);
    let offset_fits = match offset.strip_prefix(['+', '-']) {
        Some(offset) => is_clock(offset, 2),
        None => offset.len() == 1,
    };
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let fraction_fits = !fraction.is_empty() && fraction.bytes().all(|b| b.is_ascii_digit());
    is_date(date) && is_clock(clock, 3) && fraction_fits && offset_fits
}

/// Whether a text is hours and minutes, and seconds if there are three parts.
fn is_clock(text: &str, parts: usize) -> bool {
    // A leap second is the sixtieth.
    let most = [23, 59, 60];
    let found: Vec<&str> = text.split(':').collect();
    found.len() == parts
        && found.iter().zip(most).all(|(part, most)| digits(part, 2).is_some_and(|n| n <= most))
}

/// Whether a text is a decimal number: `-12.50`.
pub(super) fn is_decimal(text: &str) -> bool {
    let number = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    [whole, fraction]
        .iter()
        .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
}

/// The number that a text of so many digits is.
fn digits(text: &str, length: usize) -> Option<u32> {
    let fits = text.len() == length && text.bytes().all(|b| b.is_ascii_digit());
    if fits { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::{is_date, is_date_time, is_decimal};

    #[test]
    fn dates_exist() {
        for date in ["2024-02-29", "2000-02-29", "2026-12-31"] {
            assert!(is_date(date), "{date}");
        }
        for text in ["2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "26-01-01", "2026-1-1"]
        {
            assert!(!is_date(text), "{text}");
        }
    }

    #[test]
    fn times_have_an_offset() {
        for time in ["2026-01-31T09:30:00Z", "2026-01-31 09:30:60.125+02:00"] {
            assert!(is_date_time(time), "{time}");
        }
        for text in
            ["2026-01-31", "2026-01-31T09:30:00", "2026-01-31T24:00:00Z", "2026-01-31T9:30:00Z"]
        {
            assert!(!is_date_time(text), "{text}");
        }
    }

    #[test]
    fn decimals_have_digits_on_both_sides() {
        for number in ["0", "-12.50", "123456789012345678901234567890.1"] {
            assert!(is_decimal(number), "{number}");
        }
        for text in ["", "-", ".5", "5.", "1e3", "1,000", "1.2.3"] {
            assert!(!is_decimal(text), "{text}");
        }
    }
}
