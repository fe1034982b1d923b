//! Writing outputs: what is written, what is removed, and what is left alone.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use errbook::error::Error;
use errbook::output::{
    Difference, DifferenceKind, HEADER, MANIFEST, Mode, Output, Stage, Texts, Tree, apply, finish,
};

use crate::support;

/// The text of a generated file that has room for the header.
fn generated(text: &str) -> String {
    format!("// {HEADER}\n{text}\n")
}

fn tree(folder: &Path, files: &[(&str, &str)]) -> Tree {
    let output =
        |(path, text): &(&str, &str)| Output { path: (*path).to_owned(), text: (*text).to_owned() };
    Tree::new(folder.to_owned(), files.iter().map(output).collect())
}

/// Writes a tree and returns a line for each difference, except for what every tree has.
#[track_caller]
fn write(folder: &Path, files: &[(&str, &str)]) -> Vec<String> {
    lines(folder, &apply(&[tree(folder, files)], Mode::Write).expect("it can be written"))
}

fn lines(folder: &Path, differences: &[Difference]) -> Vec<String> {
    let line = |found: &Difference| {
        let kind = match found.kind {
            DifferenceKind::Missing => "missing",
            DifferenceKind::Changed(_) => "changed",
            DifferenceKind::LineEndings => "endings",
            DifferenceKind::Orphaned => "orphaned",
        };
        let path = found.path.strip_prefix(folder).expect("below the folder");
        format!("{kind} {}", path.display())
    };
    let found = differences.iter().filter(|found| !everywhere(&found.path));
    found.map(line).collect()
}

/// Whether a file is one that every tree has.
fn everywhere(path: &Path) -> bool {
    path.ends_with(MANIFEST) || path.ends_with(".gitattributes")
}

/// The paths of all files below a folder, except for what every tree has.
fn files(folder: &Path) -> Vec<String> {
    fn walk(root: &Path, folder: &Path, found: &mut Vec<String>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() && !path.is_symlink() {
                walk(root, &path, found);
            } else if !everywhere(&path) {
                found.push(path.strip_prefix(root).expect("below").display().to_string());
            }
        }
    }
    let mut found = Vec::new();
    walk(folder, folder, &mut found);
    found.sort();
    found
}

fn put(folder: &Path, path: &str, text: &str) -> PathBuf {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    fs::write(&path, text).expect("written");
    path
}

fn text(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).expect("a file")
}

/// Makes a file old, so that a later write is noticed.
fn age(path: &Path) {
    let old = SystemTime::UNIX_EPOCH;
    let file = fs::File::options().write(true).open(path).expect("a file");
    file.set_modified(old).expect("the time is set");
}

fn is_old(path: &Path) -> bool {
    fs::metadata(path).expect("a file").modified().expect("a time") == SystemTime::UNIX_EPOCH
}

#[track_caller]
fn foreign(trees: &[Tree], path: &Path) {
    for mode in [Mode::Report, Mode::Write] {
        match apply(trees, mode) {
            Err(Error::Foreign { path: found }) => assert_eq!(found, path),
            other => panic!("expected a foreign file, got {other:?}"),
        }
    }
}

#[test]
fn new_changed_and_orphaned_files() {
    let folder = support::scratch("output-new");
    let (one, two) = (generated("one"), generated("two"));
    assert_eq!(write(&folder, &[("a", &one), ("b/c", &one)]), ["missing a", "missing b/c"]);
    assert_eq!(write(&folder, &[("a", &one), ("b/c", &one)]), [""; 0]);
    assert_eq!(
        write(&folder, &[("a", &two), ("d", &two)]),
        ["changed a", "missing d", "orphaned b/c"]
    );
    assert_eq!(files(&folder), ["a", "d"]);
    assert_eq!(text(&folder, "a"), two);
    assert!(!folder.join("b").exists(), "a folder that an orphan leaves empty is removed with it");
    assert_eq!(text(&folder, MANIFEST), format!("# {HEADER}\n.gitattributes\na\nd\n"));
}

#[test]
fn other_line_endings_are_no_other_text() {
    let folder = support::scratch("output-line-endings");
    let one = generated("one\ntwo");
    write(&folder, &[("a", &one), ("b", &one)]);
    put(&folder, "a", &one.replace('\n', "\r\n"));
    put(&folder, "b", &one.replace('\n', "\r\n").replace("two", "2"));
    let tree = tree(&folder, &[("a", &one), ("b", &one)]);
    let found = apply(&[tree], Mode::Report).expect("they are compared");
    assert_eq!(lines(&folder, &found), ["endings a", "changed b"]);
    let DifferenceKind::Changed(Some(Texts { before, after })) = &found[1].kind else {
        panic!("{found:?}")
    };
    assert_eq!((before.lines().count(), before.replace('2', "two")), (3, after.clone()));
    write(&folder, &[("a", &one), ("b", &one)]);
    assert_eq!((text(&folder, "a"), text(&folder, "b")), (one.clone(), one));
}

/// Git keeps the line endings of outputs, but does not take images for text.
#[test]
fn git_is_told_what_is_generated() {
    let folder = support::scratch("output-attributes");
    write(&folder.join("out"), &[("a/b.md", &generated("one"))]);
    support::run(Command::new("git").args(["init", "-q"]).current_dir(&folder));
    let paths = ["out/a/b.md", "out/.gitattributes", "mine.md"];
    let mut git = Command::new("git");
    git.args(["check-attr", "text", "eol", "linguist-generated", "--"]).args(paths);
    let found = support::run(git.current_dir(&folder));
    let of = |path: &str| {
        let lines = found.lines().filter_map(|line| line.strip_prefix(path));
        lines.collect::<Vec<_>>().join("")
    };
    let expected = ": text: auto: eol: lf: linguist-generated: set";
    assert_eq!(of("out/a/b.md"), expected);
    assert_eq!(of("out/.gitattributes"), expected);
    assert!(!of("mine.md").contains("lf"), "{found}");
}

#[test]
fn unchanged_files_are_not_touched() {
    let folder = support::scratch("output-unchanged");
    let one = generated("one");
    write(&folder, &[("a", &one), ("b", &one)]);
    let unchanged = [folder.join("a"), folder.join("b"), folder.join(MANIFEST)];
    for path in &unchanged {
        age(path);
    }
    write(&folder, &[("a", &one), ("b", &one)]);
    assert!(unchanged.iter().all(|path| is_old(path)), "nothing to do");
    write(&folder, &[("a", &one), ("b", &generated("two"))]);
    assert!(is_old(&unchanged[0]), "another file changed");
    assert!(!is_old(&unchanged[1]));
}

#[test]
fn report_writes_nothing() {
    let folder = support::scratch("output-report");
    let one = generated("one");
    write(&folder, &[("a", &one), ("b", &one)]);
    let paths = [folder.join("a"), folder.join("b"), folder.join(MANIFEST)];
    for path in &paths {
        age(path);
    }
    let after = tree(&folder, &[("a", &generated("two")), ("c/d", &one)]);
    let found = apply(std::slice::from_ref(&after), Mode::Report).expect("it can be compared");
    assert_eq!(lines(&folder, &found), ["changed a", "missing c/d", "orphaned b"]);
    let texts = Texts { before: one.clone(), after: generated("two") };
    let changed = DifferenceKind::Changed(Some(texts));
    assert!(found.iter().any(|found| found.kind == changed), "both texts are reported");
    assert_eq!(files(&folder), ["a", "b"]);
    assert!(paths.iter().all(|path| is_old(path)));
    assert!(!folder.join("c").exists());
    let missing = folder.join("not/there");
    let found = apply(&[tree(&missing, &[("a", &one)])], Mode::Report).expect("compared");
    assert_eq!(lines(&missing, &found), ["missing a"]);
    assert!(!folder.join("not").exists());
}

#[test]
fn only_what_the_manifest_lists_is_removed() {
    let folder = support::scratch("output-owned");
    write(&folder, &[("data.json", "{}\n")]);
    // A copy of a generated file, which somebody went on to edit.
    put(&folder, "notes.md", &generated("MY OWN NOTES"));
    put(&folder, "data/old.rs", &generated("from a run that left no manifest"));
    assert_eq!(write(&folder, &[("new.json", "{}\n")]), ["missing new.json", "orphaned data.json"]);
    assert_eq!(files(&folder), ["data/old.rs", "new.json", "notes.md"]);
    // With the header, a file may be overwritten.
    assert_eq!(
        write(&folder, &[("new.json", "{}\n"), ("notes.md", "mine\n")]),
        ["changed notes.md"]
    );
    write(&folder, &[("new.json", "{}\n")]);
    assert_eq!(files(&folder), ["data/old.rs", "new.json"]);
    // Without a header, only the manifest shows it.
    assert_eq!(write(&folder, &[("new.json", "[]\n")]), ["changed new.json"]);
}

#[test]
fn a_persons_file_is_never_removed() {
    let folder = support::scratch("output-person");
    put(&folder, "NOTES.md", "mine\n");
    put(&folder, "deep/er/notes.md", "mine\n");
    // The header further down does not make a file a generated one.
    put(&folder, "quote.md", &format!("1\n2\n3\n4\n5\n{HEADER}\n"));
    write(&folder, &[("deep/er/a", &generated("one"))]);
    write(&folder, &[("b", &generated("one"))]);
    assert_eq!(files(&folder), ["NOTES.md", "b", "deep/er/notes.md", "quote.md"]);
}

#[test]
fn a_persons_file_is_never_overwritten() {
    let folder = support::scratch("output-foreign");
    let one = generated("one");
    let (first, second) = (folder.join("first"), folder.join("second"));
    let path = put(&second, "z", "mine\n");
    let trees = [tree(&first, &[("a", &one)]), tree(&second, &[("a", &one), ("z", &one)])];
    foreign(&trees, &path);
    assert_eq!(files(&folder), ["second/z"], "nothing was written before it was found");
    assert!(!first.exists(), "a folder that was made for nothing is gone");
    assert_eq!(text(&second, "z"), "mine\n");
    // A file with the same text loses nothing.
    put(&second, "z", &one);
    apply(&trees, Mode::Write).expect("it can be written");
    assert_eq!(files(&folder), ["first/a", "second/a", "second/z"]);
}

#[test]
fn what_changes_while_targets_render_is_not_overwritten() {
    let folder = support::scratch("output-meanwhile");
    write(&folder, &[("a", &generated("one"))]);
    let mut stage = Stage::open(folder.clone(), Vec::new(), Mode::Write).expect("a folder");
    stage.add("a", &generated("two"));
    put(&folder, "a", "mine, and longer\n");
    match finish(std::slice::from_mut(&mut stage)) {
        Err(Error::Changed { path }) => assert_eq!(path, folder.join("a")),
        other => panic!("expected a file that changed, got {other:?}"),
    }
    drop(stage);
    assert_eq!(files(&folder), ["a"]);
    assert_eq!(text(&folder, "a"), "mine, and longer\n");
}

#[test]
fn a_persons_file_in_place_of_a_folder() {
    let folder = support::scratch("output-no-folder");
    let one = generated("one");
    let path = put(&folder, "out/sub", "mine\n");
    foreign(&[tree(&folder.join("out"), &[("a", &one), ("sub/b/c", &one)])], &path);
    foreign(&[tree(&path, &[("a", &one)])], &path);
    foreign(&[tree(&path.join("deeper"), &[("a", &one)])], &path);
    assert_eq!(files(&folder), ["out/sub"]);
}

#[test]
fn a_folder_in_place_of_a_file() {
    let folder = support::scratch("output-folder");
    let one = generated("one");
    put(&folder, "a/mine", "mine\n");
    foreign(&[tree(&folder, &[("a", &one), ("b", &one)])], &folder.join("a"));
    assert_eq!(files(&folder), ["a/mine"]);
}

#[test]
fn a_file_becomes_a_folder_and_a_folder_a_file() {
    let folder = support::scratch("output-turns");
    let one = generated("one");
    write(&folder, &[("a", &one), ("b/c/d", &one), ("b/e.json", "{}\n")]);
    write(&folder, &[("a/x/y", &one), ("b", &one)]);
    assert_eq!(files(&folder), ["a/x/y", "b"]);
    assert_eq!(write(&folder, &[("a/x/y", &one), ("b", &one)]), [""; 0]);
}

#[test]
fn folders_of_build_tools_are_skipped() {
    let folder = support::scratch("output-tools");
    let one = generated("one");
    for built in ["node_modules/p/a", "target/debug/a", ".git/a", "sub/target/a"] {
        put(&folder, built, &one);
    }
    write(&folder, &[("sub/b", &one)]);
    write(&folder, &[("b", &one)]);
    assert_eq!(
        files(&folder),
        [".git/a", "b", "node_modules/p/a", "sub/target/a", "target/debug/a"]
    );
}

#[test]
fn an_output_may_be_in_a_folder_with_such_a_name() {
    let folder = support::scratch("output-named-target");
    let one = generated("one");
    write(&folder, &[("target/a", &one), ("node_modules/b.json", "{}\n")]);
    assert_eq!(
        write(&folder, &[("c", &one)]),
        ["missing c", "orphaned node_modules/b.json", "orphaned target/a"]
    );
    assert_eq!(files(&folder), ["c"]);
}

#[test]
fn other_targets_folders_are_not_touched() {
    let folder = support::scratch("output-nested");
    let one = generated("one");
    let inner = tree(&folder.join("inner"), &[("a", &one), ("b.json", "{}\n")]);
    let mut outer = tree(&folder, &[("c", &one)]);
    outer.others = vec![folder.join("inner")];
    apply(&[outer.clone(), inner.clone()], Mode::Write).expect("written");
    let found = apply(&[outer.clone(), inner], Mode::Write).expect("written");
    assert_eq!(lines(&folder, &found), [""; 0]);
    // The outer target used to have files in the folder of the other.
    put(&folder, MANIFEST, &format!("# {HEADER}\nc\ninner/b.json\n"));
    apply(&[outer], Mode::Write).expect("written");
    assert_eq!(files(&folder), ["c", "inner/a", "inner/b.json"]);
}

#[test]
fn a_manifest_reaches_no_further_than_its_folder() {
    let folder = support::scratch("output-manifest");
    let outside = put(&folder, "outside", "mine\n");
    put(
        &folder,
        &format!("out/{MANIFEST}"),
        &format!("# {HEADER}\n../outside\n{}\n\n.\n.git/config\n", outside.display()),
    );
    put(&folder, "out/.git/config", "mine\n");
    write(&folder.join("out"), &[("a", &generated("one"))]);
    assert_eq!(files(&folder), ["out/.git/config", "out/a", "outside"]);
}

#[test]
fn an_interrupted_run_is_finished_by_the_next() {
    let folder = support::scratch("output-cut");
    write(&folder, &[("old.json", "1\n"), ("same.json", "1\n")]);
    // During a run the manifest lists old and new files; only the new one has been written.
    put(&folder, MANIFEST, &format!("# {HEADER}\nnew.json\nold.json\nsame.json\n"));
    put(&folder, "new.json", "half a r");
    write(&folder, &[("new.json", "2\n"), ("same.json", "2\n")]);
    assert_eq!(files(&folder), ["new.json", "same.json"]);
    assert_eq!(text(&folder, "new.json"), "2\n");
    let manifest = format!("# {HEADER}\n.gitattributes\nnew.json\nsame.json\n");
    assert_eq!(text(&folder, MANIFEST), manifest);
}

#[test]
fn no_temporary_file_is_left() {
    let folder = support::scratch("output-temporary");
    write(&folder, &[("a", &generated("one")), ("b/c", &generated("one"))]);
    write(&folder, &[("a", &generated("two")), ("b/c", &generated("two"))]);
    assert_eq!(files(&folder), ["a", "b/c"]);
}

#[test]
fn an_owned_file_that_is_not_text_is_replaced() {
    let folder = support::scratch("output-bytes");
    write(&folder, &[("a.json", "1\n")]);
    fs::write(folder.join("a.json"), [0xff, 0xfe]).expect("written");
    assert_eq!(write(&folder, &[("a.json", "1\n")]), ["changed a.json"]);
    assert_eq!(text(&folder, "a.json"), "1\n");
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    use super::*;

    #[test]
    fn unchanged_files_are_not_replaced() {
        let folder = support::scratch("output-inode");
        let one = generated("one");
        write(&folder, &[("a", &one), ("b", &one)]);
        let inode = |path: &str| fs::metadata(folder.join(path)).expect("a file").ino();
        let before = inode("a");
        write(&folder, &[("a", &one), ("b", &generated("two"))]);
        assert_eq!(inode("a"), before);
    }

    #[test]
    fn a_file_keeps_its_mode() {
        let folder = support::scratch("output-mode");
        write(&folder, &[("a", &generated("one"))]);
        let mode = || fs::metadata(folder.join("a")).expect("a file").permissions().mode() & 0o777;
        assert_eq!(mode() & 0o600, 0o600, "a new file can be read and written by its owner");
        fs::set_permissions(folder.join("a"), fs::Permissions::from_mode(0o640)).expect("set");
        write(&folder, &[("a", &generated("two"))]);
        assert_eq!(mode(), 0o640);
    }

    #[track_caller]
    fn refuses_link(out: &Path, link: &Path) {
        for mode in [Mode::Report, Mode::Write] {
            let tree = tree(out, &[("a", &generated("one")), ("sub/b", &generated("one"))]);
            match apply(&[tree], mode) {
                Err(Error::Link { path }) => assert_eq!(path, link),
                other => panic!("expected a link in the way, got {other:?}"),
            }
        }
    }

    #[test]
    fn nothing_is_written_or_read_through_a_link() {
        let folder = support::scratch("output-link");
        let mine = put(&folder, "mine/file", &generated("mine"));
        let out = folder.join("out");
        for name in ["a", "sub", "sub/b", MANIFEST] {
            for to in [&mine, &folder.join("mine"), &folder.join("nowhere")] {
                put(&out, "sub/c", "mine\n");
                let link = out.join(name);
                if link.is_dir() {
                    fs::remove_dir_all(&link).expect("removed");
                }
                symlink(to, &link).expect("a link");
                refuses_link(&out, &link);
                fs::remove_dir_all(&out).expect("removed");
            }
        }
        assert_eq!(files(&folder), ["mine/file"]);
        assert_eq!(fs::read_to_string(&mine).expect("a file"), generated("mine"));
        // If it is an orphan, the link is removed, not the file that it points to.
        write(&out, &[("a", &generated("one"))]);
        fs::remove_file(out.join("a")).expect("removed");
        symlink(&mine, out.join("a")).expect("a link");
        write(&out, &[("b", &generated("one"))]);
        assert_eq!(files(&folder), ["mine/file", "out/b"]);
    }

    #[test]
    fn what_is_not_a_regular_file_is_in_the_way() {
        let folder = support::scratch("output-pipe");
        let pipe = |path: &Path| {
            support::run(std::process::Command::new("mkfifo").arg(path));
        };
        fs::create_dir_all(folder.join("a")).expect("a folder");
        let (output, manifest) = (folder.join("a/output"), folder.join("b").join(MANIFEST));
        pipe(&output);
        foreign(&[tree(&folder.join("a"), &[("output", &generated("one"))])], &output);
        fs::create_dir_all(folder.join("b")).expect("a folder");
        pipe(&manifest);
        foreign(&[tree(&folder.join("b"), &[("output", &generated("one"))])], &manifest);
        // A neighbour is not opened.
        pipe(&folder.join("a/neighbour"));
        fs::remove_file(&output).expect("removed");
        assert_eq!(write(&folder.join("a"), &[("output", &generated("one"))]), ["missing output"]);
    }

    #[test]
    fn a_folder_that_cannot_be_read_is_no_concern() {
        let folder = support::scratch("output-locked");
        put(&folder, "private/key", "mine\n");
        let private = folder.join("private");
        let set = |mode| {
            fs::set_permissions(&private, fs::Permissions::from_mode(mode)).expect("set");
        };
        set(0o000);
        let found = apply(&[tree(&folder, &[("a", &generated("one"))])], Mode::Write);
        set(0o700);
        assert_eq!(lines(&folder, &found.expect("it can be written")), ["missing a"]);
    }

    #[test]
    fn runs_at_the_same_time_all_succeed() {
        let folder = support::scratch("output-together");
        let files: Vec<(String, String)> =
            (0..60).map(|index| (format!("{}/{index}", index % 7), generated("x"))).collect();
        let of = |files: &[(String, String)]| {
            let files: Vec<(&str, &str)> =
                files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
            tree(&folder, &files)
        };
        for round in 0..10 {
            std::thread::scope(|scope| {
                for _ in 0..4 {
                    scope.spawn(|| {
                        apply(&[of(&files)], Mode::Write).expect("it can be written");
                    });
                }
            });
            let left = apply(&[of(&files)], Mode::Report).expect("it can be compared");
            assert!(left.is_empty(), "round {round}: {left:?}");
            // The next round begins with files that have to go.
            apply(&[of(&files[round..])], Mode::Write).expect("it can be written");
            fs::remove_dir_all(folder.join("6")).expect("removed");
        }
    }

    #[test]
    fn what_a_killed_run_left_is_removed() {
        let folder = support::scratch("output-killed");
        let one = generated("one");
        write(&folder, &[("a", &one)]);
        put(&folder, ".errbook-partial-abc123", "half a fi");
        assert_eq!(write(&folder, &[("a", &one)]), [""; 0]);
        assert_eq!(files(&folder), ["a"]);
        put(&folder, ".errbook-partial-abc123", "half a fi");
        apply(&[tree(&folder, &[("a", &one)])], Mode::Report).expect("compared");
        assert_eq!(files(&folder), [".errbook-partial-abc123", "a"], "a report changes nothing");
    }

    #[test]
    fn the_folder_of_a_target_may_be_a_link() {
        let folder = support::scratch("output-link-folder");
        fs::create_dir_all(folder.join("real")).expect("a folder");
        symlink(folder.join("real"), folder.join("out")).expect("a link");
        let out = folder.join("out");
        write(&out, &[("a/b", &generated("one"))]);
        write(&out, &[("a/c", &generated("one"))]);
        assert_eq!(files(&folder.join("real")), ["a/c"]);
        assert!(out.is_symlink());
    }

    #[test]
    fn a_persons_link_to_a_folder_is_skipped() {
        let folder = support::scratch("output-link-away");
        put(&folder, "mine/generated-once", &generated("one"));
        put(&folder, "mine/data.json", "{}\n");
        let out = folder.join("out");
        write(&out, &[("a", &generated("one")), ("away/data.json", "{}\n")]);
        fs::remove_dir_all(out.join("away")).expect("removed");
        symlink(folder.join("mine"), out.join("away")).expect("a link");
        symlink(folder.join("nowhere"), out.join("dangling")).expect("a link");
        assert_eq!(write(&out, &[("a", &generated("two"))]), ["changed a"]);
        assert_eq!(
            files(&folder),
            ["mine/data.json", "mine/generated-once", "out/a", "out/away", "out/dangling"]
        );
    }
}
