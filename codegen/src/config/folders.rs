//! The folders of targets: whether two of them are one, or own the same files.

use std::collections::BTreeMap;
use std::path::{Component, Path};

use super::{Build, Project};
use crate::diagnostic::{Diagnostic, Problems};
use crate::file_name::Paths;
use crate::model::Model;
use crate::rule;
use crate::source::{Sources, Span};
use crate::visible;

/// Whether two folders are one, at least on systems that ignore case; both paths are in their
/// simplest form.
pub(super) fn same(first: &Path, second: &Path) -> bool {
    steps(first) == steps(second)
}

/// Reports each file of a target that would be in the folder of another one: both would remove
/// what the other wrote.
pub(crate) fn check(project: &Project, model: &Model, sources: &Sources, problems: &mut Problems) {
    // Usually there are none, and nothing has to be rendered.
    let mut outputs: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for ((at, outer), inner, folder) in nested(project) {
        let files = outputs.entry(at).or_insert_with(|| paths(outer, model));
        let mut inside = Paths::new();
        // The inner target owns everything in its folder, so the folder counts as a file here.
        let _ = inside.claim(&folder, ());
        if let Some(file) = files.iter().find(|file| inside.claim(file, ()).is_err()) {
            problems.push(owned_twice(project, model, sources, (outer, inner), file));
        }
    }
}

/// Whether the folder of a build is in that of another one, so that there is something to check.
pub(crate) fn any_nested(project: &Project) -> bool {
    nested(project).next().is_some()
}

/// The builds whose folders are in those of others, with the places of these and the paths there.
fn nested(project: &Project) -> impl Iterator<Item = ((usize, &Build), &Build, String)> {
    project.known_builds().enumerate().flat_map(move |(at, outer)| {
        let inner = project.known_builds();
        let inner = inner.filter_map(move |inner| Some((inner, below(project, outer, inner)?)));
        inner.map(move |(inner, path)| ((at, outer), inner, path))
    })
}

/// Whether a folder is below another one, at least on systems that ignore case; both paths are in
/// their simplest form.
pub(super) fn is_below(inner: &Path, outer: &Path) -> bool {
    let (inner, outer) = (steps(inner), steps(outer));
    inner.len() > outer.len() && inner.starts_with(&outer)
}

/// The path of a build's folder in the folder of another one; nothing if it is not below it.
fn below(project: &Project, outer: &Build, inner: &Build) -> Option<String> {
    let (outer, inner) = (steps(&project.folder_of(outer)), steps(&project.folder_of(inner)));
    let rest = inner.strip_prefix(&outer[..])?;
    (!rest.is_empty()).then(|| rest.join("/"))
}

/// The steps of a path, without case.
fn steps(path: &Path) -> Vec<String> {
    let named = path.components().filter(|step| *step != Component::CurDir);
    named.map(|step| step.as_os_str().to_string_lossy().to_lowercase()).collect()
}

/// The paths of a build's files.
fn paths(Build { target, options, .. }: &Build, model: &Model) -> Vec<String> {
    // A target that does not render has no files; it fails when it is asked to.
    let model = target.seen(model, options);
    let outputs = target.outputs(&model, options).unwrap_or_default();
    outputs.into_iter().map(|output| output.path).collect()
}

fn owned_twice(
    project: &Project,
    model: &Model,
    sources: &Sources,
    (outer, inner): (&Build, &Build),
    file: &str,
) -> Diagnostic {
    let (one, other) = (outer.target.name, inner.target.name);
    let message =
        format!("the target `{one}` would write `{file}` into the folder of the target `{other}`");
    let found = Diagnostic::error(&rule::TARGET_FOLDER, message).help(format!(
        "in the project file, give `{other}` an `out` that is not below `{}`",
        visible::path(&project.folder_of(outer))
    ));
    // The catalog whose name leads there; other files have the same name in every registry.
    let first = file.split('/').next().unwrap_or_default();
    let catalog = model.catalogs.iter().find(|catalog| catalog.id == first);
    let catalog = catalog.or(model.catalogs.first()).map(|catalog| catalog.id.as_str());
    let source = |source: &crate::source::SourceFile| {
        source.catalog.as_deref() == catalog && source.stem == "catalog"
    };
    match (0..).zip(sources.files()).find(|(_, file)| source(file)) {
        Some((file, _)) => found.at(Span { file, start: 0, end: 0 }, "the files of this catalog"),
        None => found,
    }
}
