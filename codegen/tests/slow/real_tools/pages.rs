//! Site generators build the Markdown pages without warnings and show what the pages say.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use super::links::{docs_urls, follow};
use super::registries::render_into;
use super::tools::{self, npm, npm_command, python_command};
use crate::support::markdown::everything;
use crate::support::nasty;
use crate::support::registry::{of_texts, real};
use crate::support::{npm_tools, run, scratch, write};

/// Where a generator puts the page of a path and that of a `README`.
struct Layout {
    generator: &'static str,
    page: &'static str,
    readme: &'static str,
}

const FOLDERS: Layout =
    Layout { generator: "mkdocs", page: "{path}/index.html", readme: "index.html" };

/// A folder with the pages of several registries: this repository's, one with texts that look like
/// markup, and one that uses all of the language, in every layout.
fn pages(name: &str, below: &str) -> (PathBuf, PathBuf) {
    let folder = scratch(name);
    let pages = folder.join(below);
    let nasty = nasty::registry();
    let nasty = of_texts(nasty.each_ref().map(|(path, text)| (*path, text.as_str())));
    render_into(&real(), "markdown", &pages);
    render_into(&nasty, "markdown", &pages.join("nasty"));
    let urls = [None, Some("https://h/e/{code}"), Some("https://h/e#{code}")];
    for (at, url) in urls.into_iter().enumerate() {
        render_into(&everything(url), "markdown", &pages.join(format!("everything-{at}")));
    }
    (folder, pages)
}

/// The Markdown files of a folder, by path without extension.
fn paths(pages: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![pages.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the folder is read") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "md") {
                let path = path.strip_prefix(pages).expect("it is below").with_extension("");
                found.push(path.to_str().expect("UTF-8").to_owned());
            }
        }
    }
    found.sort();
    found
}

/// Compares what was built with the pages: the same visible text, every anchor, working links, and
/// docs URLs that lead to their codes.
#[track_caller]
fn assert_shows(pages: &Path, built: &Path, layout: &Layout) {
    let script = npm_tools().join("visible-text.mjs");
    let shown = run(Command::new("node").arg(script).arg(pages));
    let shown: Value = serde_json::from_str(&shown).expect("JSON");
    let mut cases = Vec::new();
    for path in paths(pages) {
        let file = match path.strip_suffix("README") {
            Some(folder) => format!("{folder}{}", layout.readme),
            None => layout.page.replace("{path}", &path),
        };
        let page = &shown[format!("{path}.md")]["markdownIt"];
        cases.push(json!({
            "generator": layout.generator,
            "page": path,
            "built": built.join(file),
            "text": page["text"],
            "ids": page["ids"],
        }));
    }
    assert!(cases.len() > 100, "{}", cases.len());
    let list = built.with_extension("cases");
    fs::write(&list, json!(cases).to_string()).expect("they are written");
    let script = tools::folder().join("built.mjs");
    let said = run(Command::new("node").arg(script).args([npm_tools(), &list]));
    let wrong: Value = serde_json::from_str(&said).expect("JSON");
    assert_eq!(wrong, json!([]), "{}", layout.generator);

    let urls = built.with_extension("urls");
    let list: Vec<String> = docs_urls().into_iter().collect();
    write(&urls.join("urls.txt"), &list.join("\n"));
    assert_eq!(list.len(), 45 + 33);
    for folder in [&urls, built] {
        assert_eq!(
            follow(folder, "html,txt", built, layout.page).broken,
            json!({}),
            "{}",
            layout.generator
        );
    }
}

#[test]
#[ignore = "heavy; run with `--ignored`"]
fn mdbook_builds_the_pages() {
    let (folder, pages) = pages("pages-mdbook", "src");
    let chapters = paths(&pages).into_iter().map(|path| format!("- [{path}]({path}.md)\n"));
    let summary = format!("# Summary\n\n{}", chapters.collect::<String>());
    let (book, built) = (scratch("pages-mdbook-source"), folder.join("book"));
    fs::rename(&pages, book.join("src")).expect("it moves");
    write(&book.join("src/SUMMARY.md"), &summary);
    // It would rename `README.md`, but not the links to it.
    let config = "[book]\ntitle = \"Errors\"\n[build]\nuse-default-preprocessors = false\n";
    write(&book.join("book.toml"), config);
    let said = run(python_command("mdbook").arg("build").arg("--dest-dir").arg(&built).arg(&book));
    assert!(!said.contains("WARN") && !said.contains("ERROR"), "{said}");
    fs::remove_file(book.join("src/SUMMARY.md")).expect("it is removed");
    let layout = Layout { generator: "mdbook", page: "{path}.html", readme: "README.html" };
    assert_shows(&book.join("src"), &built, &layout);
}

#[test]
#[ignore = "heavy; run with `--ignored`"]
fn mkdocs_builds_the_pages() {
    let (folder, pages) = pages("pages-mkdocs", "docs");
    let config = "site_name: Errors\nplugins: []\nvalidation: { anchors: warn, \
                  unrecognized_links: warn, absolute_links: warn }\n";
    write(&folder.join("mkdocs.yml"), config);
    let mut mkdocs = python_command("mkdocs");
    run(mkdocs.args(["build", "--strict"]).current_dir(&folder));
    assert_shows(&pages, &folder.join("site"), &FOLDERS);
}

#[test]
#[ignore = "heavy; run with `--ignored`"]
fn vitepress_builds_the_pages() {
    let (folder, pages) = pages("pages-vitepress", "docs");
    std::os::unix::fs::symlink(npm(), folder.join("node_modules")).expect("a link");
    write(&pages.join(".vitepress/config.mjs"), "export default { title: \"Errors\" };\n");
    write(&pages.join("index.md"), "# Home\n");
    run(npm_command("vitepress").args(["build", "docs"]).current_dir(&folder));
    let layout = Layout { generator: "vitepress", page: "{path}.html", readme: "README.html" };
    assert_shows(&pages, &pages.join(".vitepress/dist"), &layout);
}

/// Docusaurus reads the pages as MDX, where it ignores HTML anchors and so cannot check links to
/// them, and as CommonMark, where it can.
#[test]
#[ignore = "heavy; run with `--ignored`"]
fn docusaurus_builds_the_pages() {
    for (format, anchors) in [("mdx", "ignore"), ("detect", "throw")] {
        let (folder, pages) = pages(&format!("pages-docusaurus-{format}"), "docs");
        std::os::unix::fs::symlink(npm(), folder.join("node_modules")).expect("a link");
        let config = json!({
            "title": "Errors",
            "url": "https://docs.example.com",
            "baseUrl": "/",
            "onBrokenLinks": "throw",
            "onBrokenAnchors": anchors,
            "onDuplicateRoutes": "throw",
            "markdown": {
                "format": format,
                "hooks": { "onBrokenMarkdownLinks": "throw", "onBrokenMarkdownImages": "throw" },
            },
            "plugins": [["@docusaurus/plugin-content-docs", { "routeBasePath": "/" }]],
            "themes": ["@docusaurus/theme-classic"],
        });
        write(&folder.join("docusaurus.config.js"), &format!("module.exports = {config};\n"));
        let mut docusaurus = npm_command("docusaurus");
        docusaurus.args(["build", "--no-minify"]).env("NO_UPDATE_NOTIFIER", "1").env("CI", "true");
        run(docusaurus.current_dir(&folder));
        let layout = Layout { generator: "docusaurus", ..FOLDERS };
        assert_shows(&pages, &folder.join("build"), &layout);
    }
}
