//! A target that fails does not keep the others from being rendered.

use std::path::PathBuf;

use errbook::error::Error;
use errbook::jobs::{Job, render};
use errbook::model::Model;
use errbook::targets::{Options, Target};

static FINE: Target = Target {
    name: "fine",
    summary: "renders nothing",
    out: "fine",
    default: true,
    folder: |_| None,
    internal: |_| false,
    render: |_, _| Ok(Vec::new()),
};
static FAILS: Target = Target { name: "fails", render: |_, _| Err("no room".into()), ..FINE };
static PANICS: Target = Target { name: "panics", render: |_, _| panic!("on purpose"), ..FINE };

#[test]
fn a_failing_target_does_not_stop_the_others() {
    let options = Options::default();
    let jobs = [&FAILS, &FINE, &PANICS, &FINE].map(|target| Job {
        target,
        options: &options,
        folder: PathBuf::from(target.name),
        others: Vec::new(),
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
