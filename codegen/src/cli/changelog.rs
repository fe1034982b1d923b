//! `errbook changelog`

use std::fmt::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::config::{Project, Reach};
use crate::diagnostic::Level;
use crate::diff::{Change, changes};
use crate::error::Error;
use crate::output;
use crate::rule::{self, Tier};
use crate::source::Sources;
use crate::visible::word;
use crate::words::{count, series};

use super::diff::{escaped, holds};
use super::edit::{print_patch, write};
use super::old::old;
use super::{Failure, Outcome, model_of, print, print_error};

/// The arguments of `errbook changelog`.
#[derive(Debug, Args)]
pub(super) struct ChangelogArgs {
    /// The old version: a Git revision, such as the tag of the last release, a folder with a
    /// project or a registry, or a `registry.json` that the target `json` wrote [default: where the
    /// branch left the default branch]
    #[arg(long, value_name = "OLD")]
    since: Option<String>,
    /// The heading of the section
    #[arg(long, value_name = "TEXT", default_value = UNRELEASED)]
    title: String,
    /// Put the section into this file, before its first section, instead of printing it
    #[arg(long, value_name = "FILE")]
    into: Option<PathBuf>,
    /// Write nothing; show what would change, as a patch
    #[arg(long, requires = "into")]
    dry_run: bool,
}

/// The title of the section for what is not released.
const UNRELEASED: &str = "Unreleased";

/// How many names a list of codes has before it becomes a number.
const NAMES: usize = 12;

/// The groups of a section, as changelogs usually have them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    Added,
    Changed,
    Deprecated,
    Removed,
}

const GROUPS: [(Group, &str); 4] = [
    (Group::Added, "Added"),
    (Group::Changed, "Changed"),
    (Group::Deprecated, "Deprecated"),
    (Group::Removed, "Removed"),
];

pub(super) fn run(
    project: &Project,
    reach: Reach,
    args: &ChangelogArgs,
) -> Result<Outcome, Failure> {
    let old = old(project, reach, args.since.as_deref(), false)?;
    let Some((model, _)) = model_of(project, Level::Error)? else { return Ok(Outcome::Findings) };
    // Whoever reads a changelog does not see internal codes.
    let changes = changes(old.model.public(), model.public());
    let section = section(&args.title, &changes, model.catalogs.len() > 1, project);
    let Some(path) = &args.into else {
        print(&section)?;
        return Ok(Outcome::Fine);
    };
    project.boundary.admit_named(path)?;
    let mut sources = Sources::default();
    let file = sources.add(path)?;
    let before = &sources.files()[file as usize];
    let after = before.with_text(with_section(&before.text, &args.title, &section, path)?);
    if args.dry_run {
        print_patch(&[(before, Some(&after))])?;
    } else {
        output::tidy([path.as_path()])?;
        write(&[(before, Some(&after))])?;
    }
    let would = if args.dry_run { "would add" } else { "added" };
    print_error(&format!(
        "{would} a section with {} to {}\n",
        count(changes.len(), "change"),
        word(&before.path)
    ))?;
    Ok(Outcome::Fine)
}

/// A changelog with a section more, before its first one, but behind one for what is not released.
fn with_section(text: &str, title: &str, section: &str, path: &Path) -> Result<String, Error> {
    let own = escaped(title);
    let section = if text.contains("\r\n") { &section.replace('\n', "\r\n") } else { section };
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    if text.lines().filter_map(titled).any(|title| title == own) {
        return Err(Error::Usage(format!(
            "`{}` already has a section `{}`; choose another heading with `--title`, or print the \
             section by leaving out `--into`",
            word(&path.to_string_lossy()),
            word(title)
        )));
    }
    let mut fenced = false;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        fenced ^= line.starts_with("```") || line.starts_with("~~~");
        let is_released =
            titled(line).is_some_and(|title| title != UNRELEASED || own == UNRELEASED);
        if !fenced && is_released {
            return Ok(format!("{}{section}{end}{}", &text[..at], &text[at..]));
        }
        at += line.len();
    }
    let gap = if text.is_empty() || text.ends_with("\n\n") {
        ""
    } else if text.ends_with('\n') {
        end
    } else {
        &end.repeat(2)
    };
    Ok(format!("{text}{gap}{section}"))
}

/// The title in the heading of a section, which may be a link and have a date behind it, as in
/// `## [1.2.0] - 2026-11-28`.
fn titled(line: &str) -> Option<&str> {
    let title = line.strip_prefix("## ")?.trim();
    let linked = title.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    Some(linked.map_or(title, |(title, _)| title))
}

fn heading(title: &str) -> String {
    format!("## {}", escaped(title))
}

/// The changes as the section of a changelog.
fn section(title: &str, changes: &[Change], several: bool, project: &Project) -> String {
    let now = project.version();
    let mut text = format!("{}\n", heading(title));
    for (group, title) in GROUPS {
        let own: Vec<&Change> = changes.iter().filter(|change| group_of(change) == group).collect();
        if own.is_empty() {
            continue;
        }
        let _ = writeln!(text, "\n### {title}\n");
        for change in own.iter().filter(|change| !is_text(change)) {
            let Change { catalog, what, consequence, .. } = change;
            let of = if several { format!("**{}**: ", escaped(catalog)) } else { String::new() };
            let breaks = change.tier() >= Tier::Source;
            let accepted = project.accepted.iter().find(|it| holds(it, change, now.as_ref()));
            let mark = match accepted {
                Some(_) if breaks => "**Accepted:** ",
                None if breaks => "**Breaking:** ",
                _ => "",
            };
            let mut line = sentence(what);
            if change.tier() > Tier::Docs {
                line = format!("{line} {}", sentence(consequence));
            }
            if let Some(accepted) = accepted.filter(|_| breaks) {
                line = format!("{line} It is accepted because: {}", accepted.reason);
            }
            let _ = writeln!(text, "- {of}{mark}{}", escaped(&line));
        }
        for line in texts(&own, several) {
            let _ = writeln!(text, "- {line}");
        }
    }
    if changes.is_empty() {
        text.push_str("\nNo changes of error codes.\n");
    }
    text
}

fn group_of(change: &Change) -> Group {
    let id = change.rule.id;
    if change.tier() == Tier::Added {
        Group::Added
    } else if id == rule::CODE_DEPRECATED.id {
        Group::Deprecated
    } else if [&rule::CODE_REMOVED, &rule::CODE_RETIRED, &rule::CATALOG_REMOVED]
        .iter()
        .any(|rule| rule.id == id)
    {
        Group::Removed
    } else {
        Group::Changed
    }
}

/// Whether a change is one of many that only their number or names are told of: of texts of a code.
fn is_text(change: &Change) -> bool {
    change.rule.id == rule::TEXT_CHANGED.id && change.code.is_some()
}

/// A line for each catalog of which codes have other texts.
fn texts(changes: &[&Change], several: bool) -> Vec<String> {
    let mut lines: Vec<(&str, Vec<String>)> = Vec::new();
    for change in changes.iter().filter(|change| is_text(change)) {
        let name = format!("`{}`", change.code.as_deref().unwrap_or_default());
        match lines.last_mut().filter(|(catalog, _)| *catalog == change.catalog) {
            Some((_, names)) if names.contains(&name) => {}
            Some((_, names)) => names.push(name),
            None => lines.push((&change.catalog, vec![name])),
        }
    }
    let line = |(catalog, names): (&str, Vec<String>)| {
        let of = if several { format!("**{}**: ", escaped(catalog)) } else { String::new() };
        let codes = if names.len() > NAMES {
            count(names.len(), "code")
        } else {
            escaped(&series(&names, "and"))
        };
        format!("{of}The reference has other words for {codes}.")
    };
    lines.into_iter().map(line).collect()
}

/// A phrase as a sentence. A phrase that begins with code stays as it is.
fn sentence(phrase: &str) -> String {
    let mut chars = phrase.chars();
    let first: String = chars.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}.", chars.as_str())
}

#[cfg(test)]
mod tests {
    use super::{Path, with_section};

    #[test]
    fn a_section_is_not_put_there_twice() {
        for text in ["## 2\n", "## [2]\n", "## [2](https://e.example/2) - 2026-11-28\n"] {
            assert!(with_section(text, "2", "## 2\n", Path::new("LOG.md")).is_err(), "{text}");
        }
    }

    #[test]
    fn a_section_is_put_before_the_first_one() {
        for (before, after) in [
            ("# Log\n\n## 1\n\n- a\n", "# Log\n\n## 2\n- b\n\n## 1\n\n- a\n"),
            ("# Log\n", "# Log\n\n## 2\n- b\n"),
            ("", "## 2\n- b\n"),
            ("# Log", "# Log\n\n## 2\n- b\n"),
            ("## [Unreleased]\n\n## [1] - May\n", "## [Unreleased]\n\n## 2\n- b\n\n## [1] - May\n"),
            ("# Log\r\n\r\n## 1\r\n", "# Log\r\n\r\n## 2\r\n- b\r\n\r\n## 1\r\n"),
            ("```\n## no\n```\n\n## 1\n", "```\n## no\n```\n\n## 2\n- b\n\n## 1\n"),
        ] {
            let found = with_section(before, "2", "## 2\n- b\n", Path::new("LOG.md"));
            assert_eq!(found.ok().as_deref(), Some(after));
        }
    }
}
