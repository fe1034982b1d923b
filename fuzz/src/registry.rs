//! Any registry is checked and reported, and if it compiles, rendered.

use std::collections::HashSet;

use errbook::diagnostic::Diagnostic;
use errbook::report::{FORMATS, Look, Report};
use errbook::source::Sources;
use errbook::targets::{OpenapiVersion, Options, TARGETS};

use crate::{BUG, input, oracle};

/// Every format of a report is one that its readers read; a registry without errors renders to
/// files that their consumers parse.
pub fn registry(data: &[u8]) {
    let sources = input::sources(data);
    let checked = errbook::check(sources);
    reports(&checked.diagnostics, &checked.sources);
    let Some(model) = checked.model else {
        assert!(checked.diagnostics.iter().any(|found| found.level == errbook::rule::Level::Error));
        return;
    };
    let model = model.public();
    let mut options = Options::default();
    options.openapi.versions = vec![OpenapiVersion::V3_1, OpenapiVersion::V3_0];
    for target in TARGETS {
        let outputs = target
            .outputs(model, &options)
            .unwrap_or_else(|error| panic!("{}: {error}", target.name));
        let mut paths = HashSet::new();
        for output in outputs {
            assert!(paths.insert(output.path.to_lowercase()), "{} twice", output.path);
            oracle::parses(&output.path, &output.text);
        }
    }
}

/// Reports findings in every format.
pub fn reports(found: &[Diagnostic], sources: &Sources) {
    let shown: Vec<&Diagnostic> = found.iter().collect();
    for format in FORMATS {
        let report =
            Report { command: "errbook check", found: &shown, sources, look: Look::default() };
        let text: String = format.report(&report).collect();
        assert!(!text.contains(BUG), "{text}");
        let lines = || text.split_terminator('\n');
        let fault = match format.name {
            "json" => lines().find_map(oracle::json),
            "sarif" => oracle::json(&text),
            "junit" => oracle::xml(&text),
            _ => None,
        };
        if let Some(fault) = fault {
            panic!("{}: {fault}\n{text}", format.name);
        }
        if matches!(format.name, "short" | "json" | "github") {
            assert_eq!(lines().count(), found.len(), "{}: {text}", format.name);
        }
    }
}
