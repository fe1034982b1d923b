//! The builds of targets.

use crate::decode::{Line, Spanned};
use crate::source::Span;
use crate::targets::{Options, OptionsSpec, TARGETS, Target};

/// A build of a target: one of its outputs in a project.
#[derive(Clone)]
pub struct Build {
    /// The target.
    pub target: &'static Target,
    /// The options of the project, with those of this build among them.
    pub options: Options,
    /// Where the project file has its options; empty if nowhere.
    pub span: Span,
}

impl Build {
    /// The folder that its options name.
    #[must_use]
    pub fn out(&self) -> Option<&Spanned<Line>> {
        (self.target.folder)(&self.options)
    }

    /// Whether it has a catalog.
    #[must_use]
    pub fn holds(&self, catalog: &str) -> bool {
        let names = (self.target.catalogs)(&self.options);
        names.is_none_or(|names| names.iter().any(|name| name.value == catalog))
    }
}

/// All builds of all targets.
pub(super) fn builds(spec: &OptionsSpec) -> Vec<Build> {
    let of = |&target: &&'static Target| {
        let builds = (target.builds)(spec).into_iter();
        builds.map(move |Spanned { value: options, span }| Build { target, options, span })
    };
    TARGETS.iter().flat_map(of).collect()
}
