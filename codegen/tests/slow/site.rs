//! The site as a browser shows it, and the links in all generated files.

mod registries;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use errbook::config::{Project, Reach};
use errbook::model::{Catalog, Model, Text};
use errbook::output::{HEADER, Output};
use errbook::targets::{Options, SiteAddress, TARGETS};
use serde_json::{Value, json};

use self::registries::{hostile, many, shop};
use crate::support::command::errbook;
use crate::support::registry::{self, in_folder, of_texts, real};
use crate::support::{npm_tools, root, run, scratch, tsc};

const BASE: &str = "https://docs.example.com/ref/";

fn render(model: &Model, target: &str) -> Vec<Output> {
    let mut options = Options::default();
    options.site.base_url = SiteAddress::parse(BASE);
    registry::render(target, model, &options)
}

fn is_page(output: &Output) -> bool {
    Path::new(&output.path).extension().is_some_and(|ending| ending == "html")
}

/// Writes the site of a model into a folder.
fn write(model: &Model, name: &str) -> PathBuf {
    let folder = scratch(name);
    for output in render(model, "site") {
        let path = folder.join(&output.path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
        fs::write(path, output.text).expect("the page is written");
    }
    folder
}

fn script(name: &str) -> PathBuf {
    root().join("codegen/tests/slow/site").join(name)
}

/// The browser; none on a machine without one, where what needs it is skipped with a message.
///
/// `CHROMIUM` is its path; if it is set, as in the gate, the browser must exist.
#[track_caller]
pub(crate) fn chromium(skipped: &str) -> Option<PathBuf> {
    let asked = std::env::var_os("CHROMIUM");
    let chromium = PathBuf::from(asked.clone().unwrap_or_else(|| "/usr/bin/chromium".into()));
    if chromium.exists() {
        return Some(chromium);
    }
    let chromium = chromium.display();
    let missing = format!("there is no browser at {chromium}; install the package `chromium`");
    assert!(asked.is_none(), "{missing}, or set `CHROMIUM`");
    eprintln!("{missing}: {skipped} is skipped");
    None
}

/// Runs a scenario of `site/browser.mjs` and returns what it printed, if there is a browser.
#[track_caller]
fn browser(site: &Path, scenario: &str, argument: &str) -> Option<String> {
    chromium(&format!("`{scenario}` of the site"))?;
    Some(run(Command::new("node")
        .arg(script("browser.mjs"))
        .args([npm_tools(), site])
        .args([scenario, argument])))
}

/// Pages of each kind, for tests that apply to all.
const PAGES: &str = r#"["index.html", "index.html?q=token", "loop/index.html",
    "loop/errors/index.html", "loop/codes/insufficient_scope.html", "loop/webhooks.html",
    "curaway/storage.html", "curaway/index.html?status=404", "curaway/operations.html",
    "medblocks/errors/bad_request/index.html", "lms/index.html", "lms/errors.html"]"#;

#[test]
fn search_finds_codes_and_words() {
    browser(&write(&real(), "site-search"), "search", "");
}

#[test]
fn search_ranks_as_the_terminal_does() {
    let model = in_folder("codegen/tests/search");
    browser(&write(&model, "site-ranks"), "ranks", include_str!("../search/cases.json"));
}

#[test]
fn filters_narrow_and_are_in_the_address() {
    browser(&write(&real(), "site-filters"), "filters", "");
}

#[test]
fn addresses_lead_back_to_what_was_seen() {
    browser(&write(&real(), "site-history"), "history", "");
}

#[test]
fn everything_can_be_done_with_the_keyboard() {
    browser(&write(&real(), "site-keyboard"), "keyboard", "");
}

#[test]
fn links_and_examples_can_be_copied() {
    browser(&write(&real(), "site-copy"), "copy", "");
}

#[test]
fn tables_are_sorted_shown_and_copied_as_the_reader_likes() {
    browser(&write(&real(), "site-tables"), "tables", "");
}

#[test]
fn the_parts_of_a_long_table_are_one() {
    let mut section = "section: Many\nerrors:\n".to_owned();
    for number in 1..=250 {
        let _ = writeln!(section, "  code_{number:03}: {{ description: It is {number}. }}");
    }
    let catalog = "catalog: shop\ntitle: Shop\nstatus: none\ncodes: { style: snake_case }\n\
                   envelope: { shape: { code: $code } }\n";
    let model = of_texts([("shop/catalog.yaml", catalog), ("shop/many.yaml", &section)]);
    browser(&write(&model, "site-long"), "long", "");
}

#[test]
fn the_theme_is_that_of_the_system_or_the_reader() {
    browser(&write(&real(), "site-theme"), "theme", "");
}

#[test]
fn it_reads_without_scripts() {
    browser(&write(&real(), "site-plain"), "plain", "");
}

#[test]
fn it_is_accessible_in_both_themes() {
    browser(&write(&real(), "site-accessible"), "accessible", PAGES);
    let pages = r#"["errors/conflict/index.html", "errors/gone/index.html", "index.html"]"#;
    let model = shop(Some("https://h/errors/{code}"));
    browser(&write(&model, "site-accessible-shop"), "accessible", pages);
}

#[test]
fn it_fits_a_narrow_screen() {
    browser(&write(&real(), "site-narrow"), "narrow", PAGES);
}

#[test]
fn registry_text_is_only_text() {
    let model = hostile();
    let catalog = &model.catalogs[0];
    let cases: Vec<Value> = catalog
        .codes
        .iter()
        .map(|code| {
            let texts = [code.description.as_ref(), code.cause.as_ref(), code.resolution.as_ref()];
            let texts: Vec<String> = texts.into_iter().flatten().map(Text::plain).collect();
            json!({
                "page": format!("codes/{}.html", code.name),
                "title": code.name,
                "texts": texts,
                "query": code.name,
            })
        })
        .chain([json!({
            "page": "index.html",
            "title": catalog.title,
            "texts": [catalog.description.as_ref().expect("a description").plain()],
            "query": null,
        })])
        .collect();
    let site = write(&model, "site-hostile");
    let asked = scratch("site-hostile-cases").join("cases.json");
    fs::write(&asked, json!(cases).to_string()).expect("the cases are written");
    browser(&site, "hostile", &asked.to_string_lossy());
}

#[test]
fn old_names_lead_to_the_codes_of_today() {
    let cases = json!([
        ["errors/sold_out/index.html", "errors/out_of_stock/index.html", "out_of_stock"],
        [
            "errors/old_conflict/index.html",
            "errors/conflict/index.html#_replaces-old_conflict",
            "It was split in two."
        ],
    ]);
    let site = write(&shop(Some("https://h/errors/{code}")), "site-moved");
    browser(&site, "moved", &cases.to_string());
    let gone = fs::read_to_string(site.join("errors/gone/index.html")).expect("a page");
    assert!(gone.contains("Nobody used it.") && !gone.contains("http-equiv"), "{gone}");
    let conflict = fs::read_to_string(site.join("errors/conflict/index.html")).expect("a page");
    let (_, history) = conflict.split_once("<h2 id=\"_history\">History</h2>").expect("a history");
    for told in ["<b>Since:</b>", "<b>Formerly:</b>", "<b>Replaces:</b>"] {
        assert_eq!(history.matches(told).count(), conflict.matches(told).count(), "{told}");
    }
}

#[test]
fn search_finds_what_became_of_retired_codes() {
    let site = write(&shop(Some("https://h/{section}/{code}.html")), "site-retired");
    browser(&site, "retired", "");
}

#[test]
fn pages_are_light() {
    let site = write(&many(300), "site-budget");
    let Some(said) = browser(&site, "budget", "") else { return };
    let said: Value = serde_json::from_str(&said).expect("JSON");
    println!("bytes of script and style, and of all with the search: {said}");
    assert!(said["assets"].as_u64().expect("bytes") < 100_000, "{said}");
    assert!(said["all"].as_u64().expect("bytes") < 160_000, "{said}");
    assert_eq!(said["shown"], 50);
}

#[test]
fn statuses_are_left_out_if_no_code_documents_one() {
    let model = |status: &str| {
        let catalog = "catalog: c\ntitle: C\ncodes: { style: snake_case }\n\
                       envelope: { shape: { code: $code } }\n\
                       categories: { kind: { description: Of one kind. } }\n";
        let section = format!(
            "section: A\nerrors:\n  \
             gone: {{ status: none, category: kind, description: It is no more. }}\n  \
             late: {{ status: {status}, category: kind, description: It is too late. }}\n"
        );
        registries::of_texts(&[("c/catalog.yaml", catalog.to_owned()), ("c/a.yaml", section)])
    };
    let words = ["no status", "none documented", ">Status<"];
    let shown = |model: &Model| {
        let pages: Vec<Output> = render(model, "site").into_iter().filter(is_page).collect();
        words.map(|words| pages.iter().any(|page| page.text.contains(words)))
    };
    let (without, with) = (model("none"), model("408"));
    assert_eq!(shown(&without), [false; 3]);
    assert_eq!(shown(&with), [true; 3]);
    browser(&write(&without, "site-no-status"), "badges", "[]");
    browser(&write(&with, "site-status"), "badges", r#"["no status"]"#);
}

/// The screenshot in `docs/pages.md`; taken again if `UPDATE_SCREENSHOT` is set.
#[test]
fn there_is_a_picture() {
    let picture = script("screenshot.png");
    if std::env::var_os("UPDATE_SCREENSHOT").is_some() {
        let site = write(&real(), "site-screenshot");
        browser(&site, "screenshot", &picture.to_string_lossy());
    }
    let bytes = fs::read(&picture).expect("the picture is there").len();
    assert!(bytes < 160_000, "{bytes} bytes");
}

#[test]
fn scripts_are_typed() {
    run(tsc("typescript")
        .args(["--noEmit", "--allowJs", "--checkJs", "--strict", "--noUnusedLocals"])
        .args(["--target", "es2022", "--lib", "es2023,dom,dom.iterable"])
        .args(
            ["theme.js", "site.js", "tables.js"]
                .map(|name| root().join("templates/site").join(name)),
        ));
}

/// Docs URLs, and where to publish the folder of the only catalog.
const PLACES: [(&str, &str); 11] = [
    ("https://h/ref/errors#{code}", "https://h/ref/"),
    ("https://h/ref/errors.html#{code}", "https://h/ref/"),
    ("https://h/errors/#{code}", "https://h/"),
    ("https://h/#{code}", "https://h/"),
    ("https://h/ref/#e-{section}.{code}", "https://h/"),
    ("https://h/ref/{section}#{code}", "https://h/ref/"),
    ("https://h/ref/in-{section}.html#{code}", "https://h/ref/"),
    ("https://h/{section}/list#{code}", "https://h/"),
    ("https://h/errors/{code}", "https://h/"),
    ("https://h/ref/{section}/{code}", "https://h/ref/"),
    ("https://h/ref/{code}.html", "https://h/"),
];

/// The URLs of current and former names of codes, with the name.
fn docs_urls(catalog: &Catalog, folder: &str, published: &str) -> Vec<Value> {
    let Some(template) = &catalog.docs.url else { return Vec::new() };
    let url = |name: &str, section: &str| {
        let url = template.of(section, name);
        json!({ "url": url, "folder": folder, "published": published, "code": name })
    };
    let address = template.template().as_str();
    let codes = catalog.codes.iter().flat_map(|code| {
        let section = &catalog[code.section].id;
        let names = [&code.name].into_iter().chain(&code.aliases);
        // A name that differs only in case can have its own anchor, but no page.
        let fits = |name: &&String| {
            **name == code.name || address.contains('#') || !name.eq_ignore_ascii_case(&code.name)
        };
        names.filter(fits).map(|name| url(name, section)).collect::<Vec<_>>()
    });
    // The section of a retired code is unknown.
    let retired = catalog.retired.iter().filter(|_| !address.contains("{section}#"));
    let retired = retired.filter(|_| !address.contains("{section}/list"));
    let retired = retired.filter(|_| !address.contains("{section}.html"));
    let retired = retired.filter(|_| !address.contains("{section}.{code}"));
    codes.chain(retired.map(|retired| url(&retired.code, "retired"))).collect()
}

/// Fails if a link of the site or one of these URLs does not lead to a page and an anchor.
#[track_caller]
fn assert_links(site: &Path, docs: &[Value]) {
    let asked = site.join("docs-urls.json");
    fs::write(&asked, json!(docs).to_string()).expect("the addresses are written");
    let said = run(Command::new("node").arg(script("links.mjs")).args([npm_tools(), site, &asked]));
    let said: Value = serde_json::from_str(&said).unwrap_or_else(|error| panic!("{error}: {said}"));
    assert_eq!(said["wrong"], json!([]), "{}", site.display());
    assert!(said["pages"].as_u64().expect("a number") > 5);
}

#[test]
fn every_link_and_docs_url_leads_to_an_anchor() {
    let published = |catalog: &Catalog| match catalog.id.as_str() {
        "loop" => "https://platform.loop.health/reference/",
        "medblocks" => "https://docs.medblocks.com/",
        _ => "",
    };
    let model = real();
    let urls = model.catalogs.iter();
    let urls = urls.flat_map(|catalog| docs_urls(catalog, &catalog.id, published(catalog)));
    let urls: Vec<Value> = urls.collect();
    assert_eq!(urls.len(), 45 + 33);
    assert_links(&write(&model, "site-links-real"), &urls);
    for (index, (url, published)) in PLACES.into_iter().enumerate() {
        let model = shop(Some(url));
        let urls = docs_urls(&model.catalogs[0], "", published);
        assert!(urls.len() > 8, "{url}");
        assert_links(&write(&model, &format!("site-links-{index}")), &urls);
    }
    assert_links(&write(&shop(None), "site-links-none"), &[]);
    assert_links(&write(&hostile(), "site-links-hostile"), &[]);
    let nasty = in_folder("codegen/tests/slow/openapi/hostile");
    assert_links(&write(&nasty, "site-links-nasty"), &[]);
}

/// The outputs of all targets contain only docs URLs that the test above follows.
#[test]
fn outputs_carry_no_other_docs_url() {
    let model = real();
    let known: BTreeSet<String> = model
        .catalogs
        .iter()
        .flat_map(|catalog| docs_urls(catalog, "", ""))
        .filter_map(|found| found["url"].as_str().map(str::to_owned))
        .collect();
    let stems: Vec<(String, &str)> = model
        .catalogs
        .iter()
        .filter_map(|catalog| Some(catalog.docs.url.as_ref()?.template().as_str()))
        .filter_map(|url| Some((url.split_once('{')?.0.to_owned(), url)))
        .collect();
    let (mut found, mut targets) = (0, BTreeSet::new());
    for target in TARGETS {
        for output in render(&model, target.name) {
            for (stem, template) in &stems {
                for (at, _) in output.text.match_indices(stem.as_str()) {
                    let rest = &output.text[at..];
                    let is_part = |c: char| c.is_ascii_alphanumeric() || "-._~:/#{}".contains(c);
                    let url = rest.split(|c| !is_part(c)).next().unwrap_or_default();
                    let url = url.trim_end_matches('.');
                    // The package puts the code behind it at run time.
                    let is_data =
                        ["/data.js", "/data.cjs"].iter().any(|it| output.path.ends_with(it));
                    let is_stem = url == stem && is_data;
                    let is_known = url == *template || is_stem || known.contains(url);
                    assert!(is_known, "{}: {url}", output.path);
                    found += 1;
                    targets.insert(target.name);
                }
            }
        }
    }
    assert!(found > 1000 && targets.len() >= 5, "{found} in {targets:?}");
}

#[test]
fn other_readers_have_their_files() {
    let model = real();
    let outputs = render(&model, "site");
    let text = |path: &str| {
        let found = outputs.iter().find(|output| output.path == path);
        &found.unwrap_or_else(|| panic!("there is no {path}")).text
    };
    assert_eq!(*text("errors.json"), render(&model, "json")[0].text);
    let loop_only: Value = serde_json::from_str(text("loop/errors.json")).expect("JSON");
    assert_eq!(loop_only["catalogs"].as_array().map(Vec::len), Some(1));
    // Each page has a twin whose address ends like its own.
    for catalog in &model.catalogs {
        for code in &catalog.codes {
            let twin = format!("/{}.md", code.name);
            let twins = outputs.iter().filter(|output| output.path.ends_with(&twin));
            let twins = twins.filter(|output| output.path.starts_with(&format!("{}/", catalog.id)));
            assert_eq!(twins.count(), 1, "{}", code.name);
        }
    }
    let llms = text("llms.txt");
    assert!(llms.starts_with("# API errors\n\n> "), "{llms}");
    let mut links = 0;
    for (_, rest) in llms.match_indices("](").map(|(at, _)| llms.split_at(at + 2)) {
        let link = rest.split(')').next().expect("an end");
        text(link.strip_prefix(BASE).expect("an absolute address"));
        links += 1;
    }
    assert!(links > 60, "{links}");
    let sitemap = text("sitemap.xml");
    let pages = outputs.iter().filter(|output| is_page(output)).count();
    assert_eq!(sitemap.matches("<loc>").count(), pages);
    assert!(
        sitemap.contains("<loc>https://docs.example.com/ref/medblocks/errors/bad_request/</loc>")
    );
    for output in outputs.iter().filter(|output| is_page(output)) {
        assert!(output.text.lines().take(5).any(|line| line.contains(HEADER)), "{}", output.path);
    }
    let without = registry::render("site", &model, &Options::default());
    assert!(!without.iter().any(|output| output.path == "sitemap.xml"));
    let plain = without.iter().find(|output| output.path == "llms.txt").expect("a file");
    assert!(!plain.text.contains(BASE));
}

#[test]
fn internal_codes_and_the_clock_are_not_on_it() {
    let model = shop(None);
    let outputs = render(&model, "site");
    assert!(outputs.iter().all(|output| !output.text.contains("internal_one")));
    assert_eq!(outputs, render(&model, "site"));
}

/// A project with the registry of the shop.
fn project(name: &str, config: &str) -> PathBuf {
    let folder = scratch(name);
    fs::create_dir_all(folder.join("registry/shop")).expect("the folder is made");
    for (path, text) in registries::shop_texts(Some("https://h/errors/{code}")) {
        fs::write(folder.join("registry").join(path), text).expect("it is written");
    }
    fs::write(folder.join("errbook.toml"), config).expect("it is written");
    folder
}

#[test]
fn the_command_renders_the_site_alone() {
    let folder = project("site-command", "[target.site]\ntitle = \"What <went> wrong\"\n");
    let (status, said) = errbook(&folder, &["site"]).whole();
    assert_eq!(status, 0, "{said}");
    assert!(said.contains("open generated/site/index.html"), "{said}");
    let index = fs::read_to_string(folder.join("generated/site/index.html")).expect("a page");
    assert!(index.contains("What &lt;went&gt; wrong"), "{index}");
    assert!(!folder.join("generated/site/sitemap.xml").exists());
    assert!(!folder.join("generated/docs").exists());
    let (_, again) = errbook(&folder, &["site"]).whole();
    assert!(again.contains("wrote 0 of "), "{again}");
    let elsewhere = ["site", "--out", "public", "--base-url", "https://example.com/e"];
    let (status, said) = errbook(&folder, &elsewhere).whole();
    assert_eq!(status, 0, "{said}");
    let sitemap = fs::read_to_string(folder.join("public/sitemap.xml")).expect("a sitemap");
    assert!(sitemap.contains("<loc>https://example.com/e/</loc>"), "{sitemap}");
    let (status, said) = errbook(&folder, &["site", "--base-url", "example.com"]).whole();
    assert_eq!(status, 2, "{said}");
    assert!(said.contains("`example.com` is not the address of a site"), "{said}");
    // Other targets are rendered without the site, and the site on request.
    let (status, said) = errbook(&folder, &["generate", "--target", "json"]).whole();
    assert_eq!(status, 0, "{said}");
    fs::remove_dir_all(folder.join("generated")).expect("it can go");
    let (status, said) = errbook(&folder, &["generate", "--target", "site"]).whole();
    assert_eq!(status, 0, "{said}");
    assert!(folder.join("generated/site/errors/conflict/index.html").exists());
}

#[test]
fn a_project_says_whether_it_wants_the_site() {
    let names = |config: &str| {
        let folder = project("site-project", config);
        let project =
            Project::find(&folder, Reach::Repository).map_err(|error| error.to_string())?;
        Ok::<_, String>(
            project.targets.iter().map(|target| target.name).collect::<Vec<_>>().join(" "),
        )
    };
    assert!(!names("").expect("a project").contains("site"));
    assert_eq!(names("targets = [\"site\", \"json\"]").expect("a project"), "json site");
    for (config, fault) in [
        ("[target.json]\ntitle = \"x\"", "unknown key `title` in the target `json`"),
        (
            "[target.markdown]\nbase_url = \"https://x.y\"",
            "unknown key `base_url` in the target `markdown`",
        ),
        ("[target.site]\npackage = \"x\"", "unknown key `package` in the target `site`"),
        ("[target.site]\nbase_url = \"x.y\"", "`x.y` is not the address of a site"),
        ("[target.site]\nbase_url = \"https://x.y/?a\"", "is not the address of a site"),
        ("[target.site]\nout = \"generated/json\"", "have the same folder"),
    ] {
        let said = names(config).expect_err(config);
        assert!(said.contains(fault), "{config}: {said}");
    }
}
