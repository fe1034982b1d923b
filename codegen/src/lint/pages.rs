//! The files of pages that docs URLs lead to.

use super::context::Context;
use super::findings::{Findings, Lint, of_catalog};
use crate::pages::{Page, unportable};
use crate::rule;

pub(super) const LINTS: &[Lint] = &[of_catalog(&rule::PORTABLE_NAME, portable_name)];

fn portable_name(context: &Context<'_>, found: &mut Findings) {
    let unportable = unportable(context.catalog);
    if unportable.is_empty() {
        return;
    }
    let spans = context.files.spans_of_pages(context.catalog);
    for found_here in unportable {
        let Some(span) = spans.get(&found_here.page) else { continue };
        let (label, help) = match found_here.page {
            Page::Entry(_) => (
                "its page would have this name",
                "end the docs URL in `#{code}`, so that codes need no files; or allow this rule for \
                 the code, if nobody reads the pages on Windows",
            ),
            Page::Section(_) => (
                "its page would have this name",
                "rename the file of the section, or change the docs URL",
            ),
            Page::Guide | Page::Index | Page::Other => {
                ("in this URL", "publish the pages at another address")
            }
        };
        found.push(
            found
                .finding(format!("the file name `{}` {}", found_here.step, found_here.fault))
                .at(*span, label)
                .help(help),
        );
    }
}
