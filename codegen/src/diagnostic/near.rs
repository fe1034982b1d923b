//! Suggestions for mistyped names.

/// The longest name that is compared with others: comparing two takes as many steps as the product
/// of their lengths.
const LONGEST: usize = 200;

/// Help for an unknown name: the nearest known one, or what `otherwise` says.
pub fn did_you_mean<'a>(
    name: &str,
    known: impl IntoIterator<Item = &'a str>,
    otherwise: impl FnOnce() -> String,
) -> String {
    match nearest(name, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => otherwise(),
    }
}

/// The known name nearest to a mistyped one, if any is near enough to suggest.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    near(name, known).into_iter().min().map(|(.., candidate)| candidate)
}

/// The only known name that is near enough to a mistyped one to suggest, if there is just one.
pub fn only_near<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    match near(name, known)[..] {
        [(.., candidate)] => Some(candidate),
        _ => None,
    }
}

/// The known names that are near enough to a mistyped one to suggest, and how near.
fn near<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<(usize, usize, &'a str)> {
    let length = name.chars().count();
    if length > LONGEST {
        return Vec::new();
    }
    // In a name of one or two letters, a typo leaves too little to recognize it by.
    let limit = if length < 3 { 0 } else { (length / 3).max(1) };
    let plain = |name: &str| name.to_lowercase().replace('-', "_");
    let meant = plain(name);
    known
        .into_iter()
        // Each extra or missing character is an edit, and comparing lengths is cheap.
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= limit)
        .map(|candidate| (strsim::osa_distance(&meant, &plain(candidate)), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .map(|(distance, candidate)| (distance, strsim::osa_distance(name, candidate), candidate))
        .collect()
}
