//! What Git has kept: the files of a folder as they were in a revision, read through the command
//! `git`.

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use crate::error::Error;
use crate::limits::{Limits, option};
use crate::visible::word;

/// A file in a revision: its path below the folder that was asked for, and its bytes.
pub(crate) type Kept = (PathBuf, Vec<u8>);

/// Names of the branch that others start from, in the order in which they are tried.
const DEFAULT: [&str; 4] = ["origin/main", "origin/master", "main", "master"];

/// The commit that a revision names, seen from a folder.
///
/// # Errors
///
/// If there is no `git`, no repository or no such revision.
pub(crate) fn commit(folder: &Path, revision: &str) -> Result<String, Error> {
    let name = format!("{revision}^{{commit}}");
    let args = ["rev-parse", "--verify", "--quiet", "--end-of-options", &name];
    if let Some(commit) = line(folder, &args)? {
        return Ok(commit);
    }
    if line(folder, &["rev-parse", "--git-dir"])?.is_none() {
        return Err(Error::Usage(format!(
            "`{}` is not a folder, and this is not a Git repository; name a folder with the old \
             registry",
            word(revision)
        )));
    }
    let how = if is_shallow(folder)? && revision.contains(['~', '^', '@']) {
        "this clone is shallow and may not go back so far: run `git fetch --unshallow`, or check out \
         with the whole history (`fetch-depth: 0` of `actions/checkout`)"
            .to_owned()
    } else if is_shallow(folder)? {
        let branch = revision.strip_prefix("origin/").unwrap_or(revision);
        format!(
            "this clone is shallow: run `git fetch --depth=1 origin {0}:refs/remotes/origin/{0}`, or \
             check out with the whole history",
            word(branch)
        )
    } else {
        "name a branch, a tag or a commit that `git log` finds, or a folder".to_owned()
    };
    Err(Error::Usage(format!("there is no revision or folder `{}`; {how}", word(revision))))
}

/// The commit at which the branch in hand left the default branch.
///
/// # Errors
///
/// If there is no `git`, no repository, no default branch or no common commit.
pub(crate) fn merge_base(folder: &Path) -> Result<String, Error> {
    let head = line(folder, &["symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD"])?;
    let candidates = head.into_iter().chain(DEFAULT.map(str::to_owned));
    for branch in candidates {
        let name = format!("{branch}^{{commit}}");
        if line(folder, &["rev-parse", "--verify", "--quiet", &name])?.is_none() {
            continue;
        }
        if let Some(base) = line(folder, &["merge-base", "HEAD", &branch])? {
            return Ok(base);
        }
        let how = if is_shallow(folder)? {
            "this clone is shallow: run `git fetch --unshallow`"
        } else {
            "they have no common commit"
        };
        return Err(Error::Usage(format!(
            "it is not known where `HEAD` left `{}`; {how}, or name a revision with `--against`",
            word(&branch)
        )));
    }
    Err(Error::Usage(
        "there is no default branch to compare with; name a folder or a revision with `--against`"
            .to_owned(),
    ))
}

/// Whether a revision came before another one, by the commits that lead to it.
///
/// # Errors
///
/// If `git` cannot be run.
pub(crate) fn is_before(folder: &Path, revision: &str, other: &str) -> Result<bool, Error> {
    let id = |revision: &str| {
        let name = format!("{revision}^{{commit}}");
        line(folder, &["rev-parse", "--verify", "--quiet", "--end-of-options", &name])
    };
    let (Some(first), Some(second)) = (id(revision)?, id(other)?) else { return Ok(false) };
    let leads = run(folder, &["merge-base", "--is-ancestor", &first, &second])?.is_some();
    Ok(first != second && leads)
}

fn is_shallow(folder: &Path) -> Result<bool, Error> {
    let answer = line(folder, &["rev-parse", "--is-shallow-repository"])?;
    Ok(answer.is_some_and(|answer| answer == "true"))
}

/// A file next to a folder as it was in a commit.
///
/// # Errors
///
/// If `git` cannot be run.
pub(crate) fn file(folder: &Path, commit: &str, path: &str) -> Result<Option<Vec<u8>>, Error> {
    let name = format!("{commit}:./{path}");
    run(folder, &["cat-file", "blob", &name])
}

/// Whether nothing has been committed yet.
///
/// # Errors
///
/// If `git` cannot be run.
pub(crate) fn is_new(folder: &Path) -> Result<bool, Error> {
    Ok(line(folder, &["rev-list", "--all", "--max-count=1"])?.is_some_and(|it| it.is_empty()))
}

/// A file that had this name in a commit, in any folder: its path from the root of the repository on.
///
/// # Errors
///
/// If `git` cannot be run.
pub(crate) fn named(folder: &Path, commit: &str, name: &str) -> Result<Option<String>, Error> {
    let list = run(folder, &["ls-tree", "-r", "-z", "--full-tree", "--name-only", commit])?;
    let list = String::from_utf8_lossy(&list.unwrap_or_default()).into_owned();
    let mut paths = list.split('\0');
    let found = paths.find(|path| Path::new(path).file_name().is_some_and(|own| own == name));
    Ok(found.map(str::to_owned))
}

/// The YAML files in a folder as it was in a commit, sorted; nothing if there was no such folder.
/// Hidden files and folders are skipped, and so are links.
///
/// # Errors
///
/// If `git` cannot be run, or there is more than the limits allow.
pub(crate) fn files(
    folder: &Path,
    commit: &str,
    path: &str,
    limits: &Limits,
) -> Result<Option<Vec<Kept>>, Error> {
    let name = format!("{commit}:./{path}");
    let Some(tree) = line(folder, &["rev-parse", "--verify", "--quiet", &name])? else {
        return Ok(None);
    };
    let Some(list) = run(folder, &["ls-tree", "-r", "-z", "-l", "--full-tree", &tree])? else {
        return Ok(None);
    };
    let list = String::from_utf8_lossy(&list).into_owned();
    let mut found: Vec<(PathBuf, &str)> = Vec::new();
    let mut total = 0;
    for entry in list.split('\0') {
        let Some((facts, path)) = entry.split_once('\t') else { continue };
        let facts: Vec<&str> = facts.split_whitespace().collect();
        let [mode, "blob", id, size] = facts[..] else { continue };
        let path = Path::new(path);
        let hidden = path.iter().any(|step| step.to_string_lossy().starts_with('.'));
        let is_yaml = path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml");
        if hidden || !is_yaml || mode == "120000" {
            continue;
        }
        let size: u64 = size.parse().unwrap_or(u64::MAX);
        within(path, "file-size", size, limits.file_size)?;
        total += size;
        found.push((path.to_owned(), id));
    }
    within(Path::new(path), "files", found.len() as u64, limits.files)?;
    within(Path::new(path), "total-size", total, limits.total_size)?;
    let ids: Vec<&str> = found.iter().map(|(_, id)| *id).collect();
    let texts = blobs(folder, &ids)?;
    Ok(Some(found.into_iter().map(|(path, _)| path).zip(texts).collect()))
}

fn within(path: &Path, limit: &'static str, needed: u64, allowed: u64) -> Result<(), Error> {
    if needed <= allowed {
        return Ok(());
    }
    let what = format!("of the old registry has {needed} files or bytes");
    Err(Error::Limit { path: path.to_owned(), limit, what, option: option(limit, needed) })
}

/// The contents of objects, in the order asked for.
fn blobs(folder: &Path, ids: &[&str]) -> Result<Vec<Vec<u8>>, Error> {
    let mut child = command(folder, &["cat-file", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(failed)?;
    let asked = ids.join("\n") + "\n";
    let mut answer = Vec::new();
    // Git answers before it has read all that is asked.
    thread::scope(|scope| {
        if let Some(mut to) = child.stdin.take() {
            scope.spawn(move || to.write_all(asked.as_bytes()));
        }
        child.stdout.take().map_or(Ok(0), |mut from| from.read_to_end(&mut answer))
    })
    .map_err(failed)?;
    child.wait().map_err(failed)?;
    let mut rest = &answer[..];
    let mut texts = Vec::with_capacity(ids.len());
    while texts.len() < ids.len() {
        texts.push(blob(&mut rest).ok_or_else(|| failed(io::ErrorKind::InvalidData.into()))?);
    }
    Ok(texts)
}

/// One answer of `cat-file --batch`: a line with the size, then the bytes and a line break.
fn blob(rest: &mut &[u8]) -> Option<Vec<u8>> {
    let end = rest.iter().position(|byte| *byte == b'\n')?;
    let head = std::str::from_utf8(&rest[..end]).ok()?;
    let size: usize = head.rsplit(' ').next()?.parse().ok()?;
    let text = rest.get(end + 1..end + 1 + size)?.to_vec();
    *rest = rest.get(end + size + 2..)?;
    Some(text)
}

/// The first line that `git` prints; nothing if it fails.
fn line(folder: &Path, args: &[&str]) -> Result<Option<String>, Error> {
    let out = run(folder, args)?;
    Ok(out.map(|out| String::from_utf8_lossy(&out).lines().next().unwrap_or_default().to_owned()))
}

/// What `git` prints; nothing if it fails.
fn run(folder: &Path, args: &[&str]) -> Result<Option<Vec<u8>>, Error> {
    let output = command(folder, args).stdin(Stdio::null()).output().map_err(failed)?;
    Ok(output.status.success().then_some(output.stdout))
}

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new("git");
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    command.arg("-C").arg(folder).args(args);
    command
}

fn failed(source: io::Error) -> Error {
    Error::io("run", Path::new("git"), source)
}
