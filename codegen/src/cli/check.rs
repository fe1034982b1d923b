//! `errbook check`

use std::mem::ManuallyDrop;

use errbook::config::Project;
use errbook::diagnostic::Level;

use super::{Failure, Outcome, count, print_error, show, summary};

pub(super) fn run(project: &Project) -> Result<Outcome, Failure> {
    // The process ends when this is done: the system takes the memory back faster than a tree of
    // texts is taken apart.
    let checked = ManuallyDrop::new(errbook::open(project)?);
    show(&checked.diagnostics, &checked.sources, &mut anstream::stdout().lock())?;
    if !checked.diagnostics.is_empty() {
        print_error(&format!("{}\n", summary(&checked.diagnostics)))?;
    }
    if let Some(model) = &checked.model {
        let codes = model.catalogs.iter().map(|catalog| catalog.codes.len()).sum();
        let sections = model.catalogs.iter().map(|catalog| catalog.sections.len()).sum();
        print_error(&format!(
            "checked {} in {} of {}\n",
            count(codes, "code"),
            count(sections, "section"),
            count(model.catalogs.len(), "catalog"),
        ))?;
    }
    let any = checked.diagnostics.iter().any(|found| found.level == Level::Error);
    Ok(if any { Outcome::Findings } else { Outcome::Fine })
}
