//! The files in `generated/` are what the registry compiles to.

use errbook::config::{Project, Reach};
use errbook::jobs::{Destination, jobs, render};
use errbook::output::{Mode, apply};

#[test]
fn the_generated_files_are_fresh() {
    let project = Project::find(env!("CARGO_MANIFEST_DIR").as_ref(), Reach::Repository)
        .expect("the project opens");
    let checked = errbook::open(&project).expect("the registry is read");
    let model = checked.model.expect("the registry compiles");
    let jobs = jobs(&project, &project.targets, Destination::Project).expect("free folders");
    let trees = render(&model, &jobs)
        .into_iter()
        .collect::<Result<Vec<_>, _>>()
        .expect("every target renders");
    let stale = apply(&trees, Mode::Report).expect("the generated files are read");
    let paths: Vec<String> = stale.iter().map(|file| file.path.display().to_string()).collect();
    assert!(
        stale.is_empty(),
        "run `cargo run -- generate` and commit what it writes; stale:\n{}",
        paths.join("\n")
    );
}

#[test]
fn the_registry_is_compiled_into_this_crate() {
    let code: errbook_registry::loop_::ErrorCode = "rate_limited".parse().expect("a known code");
    assert_eq!(code.status(), Some(429));
    assert_eq!(errbook_registry::curaway::ErrorCode::ALL.len(), 180);
    assert_eq!(errbook_registry::medblocks::ErrorCode::ALL.len(), 33);
    assert_eq!(errbook_registry::lms::ErrorCode::ALL.len(), 11);
}
