//! `errbook site`

use std::path::Path;

use crate::config::{Project, base_url};
use crate::diagnostic::Level;
use crate::error::Error;
use crate::output::{DifferenceKind, Mode, apply};
use crate::targets;
use crate::visible;

use super::generate::{admit, other_folders};
use super::{Failure, Outcome, SiteArgs, count, model_of, print_error};

pub(super) fn run(mut project: Project, args: &SiteArgs) -> Result<Outcome, Failure> {
    let address = match &args.base_url {
        Some(url) => Some(base_url(url).ok_or_else(|| {
            Error::Usage(format!(
                "`{url}` is not the address of a site; write it like `https://docs.example.com/errors/`"
            ))
        })?),
        None => None,
    };
    let targets = project.targets.iter_mut().chain(&mut project.on_request);
    for target in targets.filter(|target| target.target.name == "site") {
        if let Some(address) = &address {
            target.options.base_url = Some(address.clone());
        }
        if let Some(out) = &args.out {
            target.folder.clone_from(out);
        }
    }
    let Some(site) = project.known().find(|target| target.target.name == "site") else {
        return Err(Error::Usage("there is no target `site`".to_owned()).into());
    };
    admit(&project, args.out.as_deref(), &site.folder)?;
    let Some((model, _)) = model_of(&project, Level::Warning)? else {
        return Ok(Outcome::Findings);
    };
    let mut trees = Vec::new();
    for tree in targets::render(&model, &[site]) {
        let mut tree = tree?;
        tree.others = other_folders(&project, site);
        trees.push(tree);
    }
    let differences = apply(&trees, Mode::Write)?;
    let removed = differences.iter().filter(|found| found.kind == DifferenceKind::Orphaned).count();
    print_error(&format!(
        "wrote {} of {}, {removed} removed; open {}\n",
        differences.len() - removed,
        count(trees.iter().map(|tree| tree.files().count()).sum(), "file"),
        visible::path(&site.folder.join(Path::new("index.html")))
    ))?;
    Ok(Outcome::Fine)
}
