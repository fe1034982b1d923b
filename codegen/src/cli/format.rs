//! `errbook fmt`

use clap::Args;
use std::fmt::Write;
use std::path::Path;

use crate::config::Project;
use crate::error::Error;
use crate::layout;
use crate::output::tidy;
use crate::source::Sources;
use crate::visible::word;

use super::edit::{changed, short_diff, write};
use super::{Failure, Outcome, count, print, print_error};

#[derive(Debug, Args)]
pub(super) struct FmtArgs {
    /// Write nothing; fail if a file is not formatted
    #[arg(long)]
    check: bool,
}

pub(super) fn run(project: &Project, args: &FmtArgs) -> Result<Outcome, Failure> {
    let before = Sources::read_within(&project.registry, &project.boundary, &project.limits)?;
    if before.files().is_empty() {
        return Err(Error::EmptyRegistry { path: project.registry.clone() }.into());
    }
    let mut after = before.clone();
    let mut left = 0;
    for (file, index) in before.files().iter().zip(0..) {
        match layout::format(file) {
            Ok(text) => after.replace(index, text),
            Err(reason) => {
                left += 1;
                print_error(&format!("left `{}` as it is: {reason}\n", word(&file.path)))?;
            }
        }
    }
    let changed = changed(&before, &after);
    let files = count(before.files().len(), "file");
    if args.check {
        let mut text = String::new();
        for (before, after) in &changed {
            let _ = writeln!(text, "changed  {}", word(&before.path));
            short_diff(&before.text, after.map_or("", |after| &after.text), &mut text);
        }
        print(&text)?;
        if !changed.is_empty() {
            let number = changed.len();
            let command = "run `errbook fmt`";
            print_error(&format!("{number} of {files} would be reformatted; {command}\n"))?;
        }
    } else {
        tidy(before.files().iter().map(|file| Path::new(&file.path)))?;
        write(&changed)?;
        print_error(&format!("reformatted {} of {files}\n", changed.len()))?;
    }
    let fine = left == 0 && (changed.is_empty() || !args.check);
    Ok(if fine { Outcome::Fine } else { Outcome::Findings })
}
