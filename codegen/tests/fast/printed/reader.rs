//! What a terminal and a CI server would make of an output.

/// A line without styles, as a server sees it that ignores blanks and invisible characters before a
/// command.
fn seen(line: &str) -> String {
    let mut plain = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("\x1b[") {
        plain.push_str(before);
        rest = after.split_once('m').expect("a style").1;
    }
    plain.push_str(rest);
    let hidden = |c: char| c.is_whitespace() || ('\u{200b}'..='\u{200f}').contains(&c);
    plain.trim_start_matches(hidden).to_owned()
}

/// What is wrong with an output: the first line that is obeyed instead of shown. `commands` are the
/// workflow commands that belong to it, and `styles` says whether it may have styles.
pub fn fault(output: &str, commands: &[&str], styles: bool) -> Option<String> {
    output.split('\n').find_map(|line| {
        let fault = line_fault(line, commands, styles)?;
        Some(format!("{fault} in {line:?}"))
    })
}

fn line_fault(line: &str, commands: &[&str], styles: bool) -> Option<String> {
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        if let Some(codes) = rest.strip_prefix("\x1b[").filter(|_| styles) {
            let end = codes.find(|c: char| !c.is_ascii_digit() && c != ';')?;
            if !codes[end..].starts_with('m') {
                return Some("an escape sequence".to_owned());
            }
            rest = &codes[end + 1..];
            continue;
        }
        let direction = matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if direction || c.is_control() && c != '\t' {
            return Some(format!("{c:?}"));
        }
        rest = &rest[c.len_utf8()..];
    }
    let seen = seen(line);
    let own = commands.iter().any(|command| line.starts_with(command));
    // An excerpt marks another file with three colons, which begin no command.
    if seen.starts_with("::") && !own && !seen.starts_with("::: ") {
        return Some("a workflow command".to_owned());
    }
    if seen.contains("##[") || seen.contains("##vso[") {
        return Some("a logging command".to_owned());
    }
    line.starts_with("cargo:").then(|| "a directive for Cargo".to_owned())
}
