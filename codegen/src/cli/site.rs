//! `errbook site`

use crate::config::Project;
use crate::diagnostic::Level;
use crate::error::Error;
use crate::jobs::{Destination, jobs, render};
use crate::output::{DifferenceKind, Mode, Tree, apply};
use crate::targets::{SITE, SiteAddress};
use crate::visible;
use clap::Args;
use std::path::PathBuf;

use super::{Failure, Outcome, count, model_of, print_error};

#[derive(Debug, Args)]
pub(super) struct SiteArgs {
    /// Write into this folder [default: the folder of the project, or `generated/site`]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Where the site will be published, for its sitemap [default: the project's `base_url`]
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
}

pub(super) fn run(mut project: Project, args: &SiteArgs) -> Result<Outcome, Failure> {
    if let Some(url) = &args.base_url {
        let address = SiteAddress::parse(url).ok_or_else(|| {
            Error::Usage(format!(
                "`{url}` is not the address of a site; write it like `https://docs.example.com/errors/`"
            ))
        })?;
        project.options.site.base_url = Some(address);
    }
    let destination = args.out.as_deref().map_or(Destination::Project, Destination::At);
    let jobs = jobs(&project, &[&SITE], destination)?;
    let Some((model, _)) = model_of(&project, Level::Warning)? else {
        return Ok(Outcome::Findings);
    };
    let trees = render(&model, &jobs).into_iter().collect::<Result<Vec<Tree>, Error>>()?;
    let differences = apply(&trees, Mode::Write)?;
    let removed = differences.iter().filter(|found| found.kind == DifferenceKind::Orphaned).count();
    for tree in &trees {
        print_error(&format!(
            "wrote {} of {}, {removed} removed; open {}\n",
            differences.len() - removed,
            count(tree.files().count(), "file"),
            visible::path(&tree.folder.join("index.html"))
        ))?;
    }
    Ok(Outcome::Fine)
}
