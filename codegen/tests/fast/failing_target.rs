//! A target that fails does not keep the others from being rendered.

use std::fs;
use std::path::PathBuf;

use errbook::error::Error;
use errbook::jobs::{Job, render, update};
use errbook::model::Model;
use errbook::output::{Mode, Output};
use errbook::targets::{Options, Target};

use crate::support;

static FINE: Target = Target {
    name: "fine",
    summary: "renders nothing",
    out: "fine",
    default: true,
    folder: |_| None,
    builds: |_| Vec::new(),
    internal: |_| false,
    catalogs: |_| None,
    render: |_, _, emit| {
        emit(Output { path: "a.txt".to_owned(), text: "one\n".to_owned() });
        Ok(())
    },
};
static FAILS: Target = Target {
    name: "fails",
    render: |_, _, emit| {
        emit(Output { path: "half/a.txt".to_owned(), text: "one\n".to_owned() });
        Err("no room".into())
    },
    ..FINE
};
static PANICS: Target = Target { name: "panics", render: |_, _, _| panic!("on purpose"), ..FINE };

#[test]
fn a_failing_target_does_not_stop_the_others() {
    let options = Options::default();
    let jobs = [&FAILS, &FINE, &PANICS, &FINE].map(|target| Job {
        target,
        options: &options,
        folder: PathBuf::from(target.name),
        others: Vec::new(),
        former: Vec::new(),
    });
    let model = Model::default();
    let rendered = render(&model, &jobs);
    let names = rendered.iter().map(|result| match result {
        Ok(tree) => format!("made {}", tree.folder.display()),
        Err(Error::Render { target, source }) => format!("{target}: {source}"),
        Err(error) => format!("{error}"),
    });
    assert_eq!(
        names.collect::<Vec<_>>(),
        ["fails: no room", "made fine", "panics: it panicked; please report it", "made fine"]
    );
}

#[test]
fn a_failing_target_leaves_its_folder_as_it_was() {
    let root = support::scratch("failing-target");
    let options = Options::default();
    fs::create_dir_all(root.join("panics")).expect("a folder");
    fs::write(root.join("panics/mine.txt"), "mine\n").expect("written");
    let jobs = [&FAILS, &FINE, &PANICS].map(|target| Job {
        target,
        options: &options,
        folder: root.join(target.name),
        others: Vec::new(),
        former: Vec::new(),
    });
    let updated = update(&Model::default(), &jobs, Mode::Write).expect("the others are written");
    assert!(matches!(updated.failure, Some(Error::Render { target: "fails", .. })));
    drop(updated);
    assert_eq!(fs::read_to_string(root.join("fine/a.txt")).expect("a file"), "one\n");
    assert!(!root.join("fails").exists(), "nothing is half-written");
    let left: Vec<_> = fs::read_dir(root.join("panics")).expect("a folder").collect();
    assert_eq!(left.len(), 1, "{left:?}");
}
