//! The link checker lychee follows every docs URL in every output to its published page and the
//! anchor on it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use errbook::targets::TARGETS;
use serde_json::Value;

use super::registries::render_into;
use super::tools::python_command;
use crate::support::registry::real;
use crate::support::{output, scratch};

/// Where the folders of catalogs are published, according to their docs URLs.
pub const PUBLISHED: [(&str, &str); 2] = [
    ("loop", "https://platform.loop.health/reference/"),
    ("medblocks", "https://docs.medblocks.com/"),
];

/// The results of the link checker.
pub struct Report {
    /// The broken links, by file.
    pub broken: Value,
    /// The others, by file.
    good: Value,
}

impl Report {
    /// The docs URLs in the files of this folder that lead to their anchors.
    fn docs_urls(&self, folder: &Path) -> BTreeSet<&str> {
        let files = self.good.as_object().expect("links by file").iter();
        let files = files.filter(|(file, _)| Path::new(file).starts_with(folder));
        let links = files.flat_map(|(_, links)| links.as_array().expect("links"));
        links.filter_map(|link| link["remap"]["original"]["url"].as_str()).collect()
    }
}

/// Follows the links in all files of a folder with these endings, offline. A docs URL leads to the
/// page in `site` that `page` returns for its path.
pub fn follow(folder: &Path, endings: &str, site: &Path, page: &str) -> Report {
    let mut lychee = python_command("lychee");
    lychee
        .args(["--offline", "--include-fragments=full", "--include-verbatim", "--no-progress"])
        .args(["--extensions", endings])
        .args(["--index-files", "index.html", "--format", "json", "-vv"])
        // Docs URLs with placeholders, as in registries.
        .args(["--exclude", r"\{code", "--exclude", "%7Bcode"])
        // What stands before each code in the TypeScript package.
        .args(["--exclude", "docs.medblocks.com/errors/$", "--exclude", "medblocks/errors//index"])
        .arg("--root-dir")
        .arg(site);
    for (catalog, address) in PUBLISHED {
        let site = site.to_str().expect("UTF-8");
        let to = format!("file://{site}/{catalog}/{}", page.replace("{path}", "$1"));
        lychee.arg("--remap").arg(format!("{address}([^#]+) {to}"));
    }
    let output = output(lychee.arg(folder));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|error| {
        panic!("{error}: {}", String::from_utf8_lossy(&output.stderr));
    });
    Report { broken: report["error_map"].clone(), good: report["success_map"].clone() }
}

/// The endings of generated files.
const ENDINGS: &str = "html,js,json,md,rs,ts,txt,xml,yaml";

/// Every docs URL of this repository's registry.
pub fn docs_urls() -> BTreeSet<String> {
    let model = real();
    let codes = model.catalogs.iter().flat_map(|catalog| &catalog.codes);
    codes.filter_map(|code| code.docs_url.as_ref().map(ToString::to_string)).collect()
}

#[test]
#[ignore = "heavy; run with `--ignored`"]
fn every_docs_url_of_every_output_leads_to_its_anchor() {
    let folder = scratch("links");
    let model = real();
    for target in TARGETS {
        render_into(&model, target.name, &folder.join(target.name));
    }
    let site = folder.join("site");
    let report = follow(&folder, ENDINGS, &site, "{path}/index.html");
    assert_eq!(report.broken, serde_json::json!({}));
    let all = docs_urls();
    assert_eq!(all.len(), 45 + 33);
    for target in TARGETS.iter().filter(|target| target.name != "schema") {
        let found = report.docs_urls(&folder.join(target.name));
        // The pages in Markdown show the URL only of codes with an example of their own.
        let missing: Vec<&String> = all
            .iter()
            .filter(|url| target.name != "markdown" && !found.contains(url.as_str()))
            .collect();
        assert!(missing.is_empty(), "{} lacks {missing:?}", target.name);
    }
    // If an anchor is missing, links in every output are broken.
    let page = site.join("loop/errors/index.html");
    let text = fs::read_to_string(&page).expect("it is read");
    let without = text.replace("id=\"rate_limited\"", "id=\"rate_limits\"");
    assert_ne!(text, without);
    fs::write(&page, without).expect("it is written");
    let report = follow(&folder, ENDINGS, &site, "{path}/index.html");
    let files: Vec<&String> = report.broken.as_object().expect("links by file").keys().collect();
    for target in TARGETS.iter().filter(|target| target.name != "schema") {
        let own = folder.join(target.name);
        assert!(files.iter().any(|file| Path::new(file).starts_with(&own)), "{}", target.name);
    }
}
