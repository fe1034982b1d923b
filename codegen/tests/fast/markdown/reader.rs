//! What a reader finds: working links, correct counts, every fact.

use std::collections::{BTreeMap, BTreeSet};

use errbook::model::{Layout, Model, Url};
use errbook::output::{HEADER, Output};
use similar::TextDiff;

use super::texts;
use crate::support::markdown::{everything, render};
use crate::support::page::{self, Page, normal};
use crate::support::registry::{of_texts, real};
use crate::support::root;

/// Docs URLs, the page and anchor of the code `conflict` in the section `conflict`, and where to
/// publish the catalog's folder.
const PLACES: [(&str, &str, &str); 14] = [
    ("https://h/ref/errors#{code}", "errors.md#conflict", "https://h/ref/"),
    ("https://h/ref/errors.html#{code}", "errors.md#conflict", "https://h/ref/"),
    ("https://h/errors/#{code}", "errors.md#conflict", "https://h/"),
    ("https://h/#{code}", "README.md#conflict", "https://h/"),
    ("https://h/ref/#e-{section}.{code}", "ref.md#e-conflict.conflict", "https://h/"),
    ("https://h/ref/{section}#{code}", "conflict.md#conflict", "https://h/ref/"),
    ("https://h/ref/in-{section}.html#{code}", "in-conflict.md#conflict", "https://h/ref/"),
    ("https://h/{section}/list#{code}", "conflict/list.md#conflict", "https://h/"),
    ("https://h/errors/{code}", "errors/conflict.md", "https://h/"),
    ("https://h/{code}", "conflict.md", "https://h/"),
    ("https://h/ref/{section}/{code}", "conflict/conflict.md", "https://h/ref/"),
    ("https://h/ref/{code}.html", "ref/conflict.md", "https://h/"),
    ("https://h/ref/errors#{code|upper}", "errors.md#CONFLICT", "https://h/ref/"),
    ("https://h/ref/{section}/{code|kebab}", "conflict/conflict.md", "https://h/ref/"),
];

/// A docs URL filled in by hand.
fn filled(url: &str, section: &str, code: &str) -> String {
    let cases = [
        ("{section}", section.to_owned()),
        ("{code}", code.to_owned()),
        ("{code|upper}", code.to_uppercase()),
        ("{code|kebab}", code.replace('_', "-")),
    ];
    cases.iter().fold(url.to_owned(), |url, (placeholder, value)| url.replace(placeholder, value))
}

fn registries() -> Vec<Model> {
    let urls = PLACES.iter().map(|(url, ..)| Some(*url)).chain([None]);
    urls.map(everything).chain([real(), Model::default()]).collect()
}

#[test]
fn every_link_leads_to_an_anchor() {
    for model in registries() {
        let outputs = render(&model);
        let pages = page::read(&outputs);
        let mut found = 0;
        for (path, page) in &pages {
            for link in page.links.iter().filter(|link| !link.contains("://")) {
                let (to, id) =
                    link.split_once('#').map_or((link.as_str(), None), |(to, id)| (to, Some(id)));
                let to = if to.is_empty() { (*path).to_owned() } else { resolve(path, to) };
                let target = pages.get(to.as_str());
                let target = target.unwrap_or_else(|| panic!("{path}: no page for {link}"));
                let is_there = id.is_none_or(|id| target.ids.iter().any(|found| found == id));
                assert!(is_there, "{path}: no anchor for {link}");
                found += 1;
            }
        }
        assert!(found > 0 || model.catalogs.is_empty(), "there are links to check");
    }
}

#[test]
fn links_stay_in_the_catalog() {
    for output in render(&real()).iter().filter(|output| output.path.contains('/')) {
        for link in Page::read(&output.text).links.iter().filter(|link| !link.contains("://")) {
            let folder = output.path.split('/').next();
            let page = link.split('#').next().unwrap_or_default();
            assert_eq!(resolve(&output.path, page).split('/').next(), folder, "{link}");
        }
    }
}

#[test]
fn every_docs_url_leads_to_its_code() {
    for (url, expected, published) in PLACES {
        let model = everything(Some(url));
        let outputs = render(&model);
        let pages = page::read(&outputs);
        let catalog = &model.catalogs[0];
        let conflict = catalog.code("conflict").expect("a code");
        let found = place(conflict.docs_url.as_ref().map(Url::as_str), published);
        assert_eq!(found.replace("e-conflict.", ""), expected.replace("e-conflict.", ""), "{url}");
        for code in &catalog.codes {
            assert_lands(
                &pages,
                "shop",
                &place(code.docs_url.as_ref().map(Url::as_str), published),
                &code.name,
            );
        }
        let former = filled(url, "orders", "sold_out");
        assert_lands(&pages, "shop", &place(Some(&former), published), "sold_out");
        if catalog.docs.layout == Layout::PagePerCode {
            let gone = filled(url, "retired", "gone");
            assert_lands(&pages, "shop", &place(Some(&gone), published), "gone");
        }
    }
}

#[test]
fn the_real_docs_urls_lead_to_their_codes() {
    let model = real();
    let outputs = render(&model);
    let pages = page::read(&outputs);
    let published = BTreeMap::from([
        ("loop", "https://platform.loop.health/reference/"),
        ("medblocks", "https://docs.medblocks.com/"),
    ]);
    let mut found = 0;
    for catalog in &model.catalogs {
        for code in catalog.codes.iter().filter(|code| code.docs_url.is_some()) {
            let place =
                place(code.docs_url.as_ref().map(Url::as_str), published[catalog.id.as_str()]);
            assert_lands(&pages, &catalog.id, &place, &code.name);
            found += 1;
        }
        for section in &catalog.sections {
            for (code, _) in catalog.codes_in(section) {
                let is_there = |page: &&Page| page.ids.contains(&code.name);
                let own = format!("{}/", catalog.id);
                let count = pages.iter().filter(|(path, _)| path.starts_with(&own));
                assert!(count.map(|(_, page)| page).any(|page| is_there(&page)), "{}", code.name);
            }
        }
    }
    assert_eq!(found, 45 + 33);
}

/// The page and the anchor of a docs URL, for the address at which a folder is published.
fn place(url: Option<&str>, published: &str) -> String {
    let url = url.expect("a docs URL");
    let tail = url.strip_prefix(published).unwrap_or_else(|| panic!("{url} is not in {published}"));
    let (page, id) = tail.split_once('#').map_or((tail, None), |(page, id)| (page, Some(id)));
    let page = page.trim_end_matches('/').trim_end_matches(".html");
    let page = if page.is_empty() { "README" } else { page };
    id.map_or_else(|| format!("{page}.md"), |id| format!("{page}.md#{id}"))
}

fn assert_lands(pages: &BTreeMap<&str, Page>, catalog: &str, place: &str, code: &str) {
    let (path, id) = place.split_once('#').unwrap_or((place, code));
    let page = pages.get(format!("{catalog}/{path}").as_str());
    let page = page.unwrap_or_else(|| panic!("no page for {place}"));
    assert!(page.ids.iter().any(|found| found == id), "no anchor for {place}");
    // The anchors that viewers derive from headings must not come first.
    let slug = |heading: &str| heading.to_lowercase().replace(' ', "-");
    let heading = page.headings.iter().find(|(_, heading)| slug(heading) == id);
    assert!(heading.is_none_or(|(_, heading)| heading == code), "{place} meets {heading:?}");
}

/// The path of a relative link on a page.
fn resolve(from: &str, to: &str) -> String {
    let mut path: Vec<&str> = from.split('/').collect();
    path.pop();
    for step in to.split('/') {
        match step {
            ".." => drop(path.pop().expect("the link stays within the pages")),
            step => path.push(step),
        }
    }
    path.join("/")
}

#[test]
fn every_fact_is_on_the_pages() {
    for model in registries() {
        let outputs = render(&model);
        let pages = page::read(&outputs);
        for catalog in &model.catalogs {
            let own = format!("{}/", catalog.id);
            let mine: Vec<&Page> =
                pages.iter().filter(|(path, _)| path.starts_with(&own)).map(|(_, p)| p).collect();
            for text in texts::of_catalog(catalog) {
                assert_shown(&mine, &text);
            }
            for code in &catalog.codes {
                let pages_with = |has: fn(&Page, &str) -> bool| -> Vec<&Page> {
                    mine.iter().filter(|page| has(page, &code.name)).copied().collect()
                };
                let headed = pages_with(|page, code| page.headings.iter().any(|(_, h)| h == code));
                let entry = if headed.is_empty() { pages_with(has_row) } else { headed };
                assert_eq!(entry.len(), 1, "{} has one entry", code.name);
                for text in texts::of_code(catalog, code) {
                    assert_shown(&entry, &text);
                }
            }
        }
        let all: String = outputs.iter().map(|output| output.text.as_str()).collect();
        assert!(!all.contains("internal_one") && !all.contains("Only we know"));
    }
}

/// Whether a page has the entry of a code as a row that says everything.
fn has_row(page: &Page, code: &str) -> bool {
    let is_own = |row: &Vec<String>| {
        row[0].split(' ').next() == Some(code) && !row.join(" ").contains("Defined in")
    };
    page.ids.iter().any(|id| id == code) && page.rows.iter().any(is_own)
}

#[track_caller]
fn assert_shown(pages: &[&Page], text: &str) {
    for paragraph in text.split('\n') {
        let paragraph = normal(paragraph);
        assert!(pages.iter().any(|page| page.text.contains(&paragraph)), "not shown: {paragraph}");
    }
}

#[test]
fn counts_are_those_of_the_model() {
    for model in [real(), everything(None)] {
        let outputs = render(&model);
        let pages = page::read(&outputs);
        for catalog in &model.catalogs {
            let rows = &pages[format!("{}/README.md", catalog.id).as_str()].rows;
            let text = &pages[format!("{}/README.md", catalog.id).as_str()].text;
            let sections = catalog.sections.len();
            let codes = catalog.codes.len();
            assert!(text.contains(&format!("{codes} code")), "{text}");
            assert!(text.contains(&format!("in {sections} section")), "{text}");
            for section in &catalog.sections {
                let defined = section.entries.iter().filter(|entry| entry.reference.is_none());
                let told = format!("{} ({} code", normal(&section.title), defined.count());
                assert!(text.contains(&told), "{told}: {text}");
            }
            let listed: usize = catalog.sections.iter().map(|section| section.entries.len()).sum();
            let of_code = |row: &&Vec<String>| {
                let first = row[0].split(' ').next().unwrap_or_default();
                catalog.codes.iter().any(|code| code.name == first)
            };
            assert!(rows.iter().filter(of_code).count() >= listed, "{}", catalog.id);
            let first = &pages["README.md"].rows;
            let row = first.iter().find(|row| row[0] == catalog.title).expect("a row");
            assert_eq!(
                row[1..3],
                [catalog.codes.len(), catalog.sections.len()].map(|n| n.to_string())
            );
            if catalog.docs.layout == Layout::OnePage {
                continue;
            }
            let statuses: BTreeSet<u16> =
                catalog.codes.iter().flat_map(|c| c.status.clone()).collect();
            for status in statuses {
                let row = rows.iter().find(|row| row[0].starts_with(&format!("{status} ")));
                let codes = catalog.codes.iter().filter(|code| code.status.contains(&status));
                let names: Vec<&str> = codes.map(|code| &*code.name).collect();
                let last = row.and_then(|row| row.last()).expect("a row");
                let told: Vec<&str> =
                    last.split(", ").flat_map(|name| name.split(" and ")).collect();
                if names.len() > 24 {
                    assert_eq!(told[..23], names[..23], "{status}");
                    assert_eq!(told[23..], [format!("{} more", names.len() - 23)], "{status}");
                } else {
                    assert_eq!(told, names, "{status}");
                }
            }
        }
    }
}

#[test]
fn operations_and_codes_lead_to_each_other() {
    let outputs = render(&everything(Some("https://h/errors/{code}")));
    let pages = page::read(&outputs);
    let index = &pages["shop/README.md"];
    assert!(index.links.iter().any(|found| found == "operations.md"), "{:?}", index.links);
    let operations = &pages["shop/operations.md"];
    let row = |words: &str| {
        let row = operations.rows.iter().find(|row| row[0].contains(words));
        row.unwrap_or_else(|| panic!("no row has {words}")).clone()
    };
    assert_eq!(
        row("POST /orders/{id}"),
        [
            "POST /orders/{id} placeOrder",
            "Sells a thing, or says out_of_stock.",
            "conflict, out_of_stock"
        ]
    );
    assert_eq!(row("GET /orders/{id}")[2], "not_found");
    assert_eq!(row("orders|<b>")[0], "orders|<b>{{x}}`_y_");
    for page in [index, operations] {
        assert!(page.text.contains("Every operation can return too_many."), "{}", page.text);
    }
    let code = &pages["shop/errors/not_found.md"];
    let link = "../operations.md#operation-GET-orders-id";
    assert!(code.links.iter().any(|found| found == link), "{:?}", code.links);
    let id = "operation-GET-orders-id".to_owned();
    assert!(operations.ids.contains(&id), "{:?}", operations.ids);
    assert!(pages["shop/errors/too_many.md"].text.contains("Returned by: every operation"));
    assert_eq!(
        pages["shop/errors/too_many.md"].blocks[0].1.lines().next(),
        Some("POST /orders/7?gift=1 HTTP/1.1")
    );
    // An operation that returns only internal codes is internal.
    for output in &outputs {
        assert!(!output.text.contains("purge") && !output.text.contains("/everything"));
    }
}

#[test]
fn sections_keep_the_names_of_their_pages() {
    let catalog = "catalog: c\ntitle: C\ncodes: { style: snake_case }\nenvelope: { shape: { code: $code } }\n\
                   operations: { list: { raises: [gone] } }\n";
    let model = of_texts([
        ("c/catalog.yaml", catalog),
        (
            "c/all-codes.yaml",
            "section: A\nerrors: { gone: { status: 410, description: It is no more. } }\n",
        ),
        ("c/operations.yaml", "section: O\nerrors: {}\n"),
    ]);
    let outputs = render(&model);
    let title = |path: &str| {
        let found = outputs.iter().find(|output| output.path == path);
        found.unwrap_or_else(|| panic!("no page {path}")).text.lines().next()
    };
    assert_eq!(title("c/operations.md"), Some("# O"));
    assert_eq!(title("c/the-operations.md"), Some("# Codes by operation"));
    assert_eq!(title("c/all-codes.md"), Some("# A"));
    assert_eq!(title("c/the-all-codes.md"), Some("# All codes by name"));
    let entry = &page::read(&outputs)["c/all-codes.md"];
    assert!(
        entry.links.iter().any(|link| link == "the-operations.md#operation-list"),
        "{:?}",
        entry.links
    );
}

#[test]
fn deprecated_codes_are_marked_wherever_codes_are_listed() {
    let outputs = render(&everything(Some("https://h/errors/{code}")));
    let pages = page::read(&outputs);
    let row = |path: &str| {
        let row = pages[path].rows.iter().find(|row| row[0].starts_with("conflict"));
        row.unwrap_or_else(|| panic!("{path} lists the code")).join(" ")
    };
    assert!(row("shop/all-codes.md").contains("conflict (deprecated)"));
    assert!(row("shop/conflict.md").contains("Deprecated."));
    assert!(row("shop/orders.md").contains("Deprecated."));
}

#[test]
fn statuses_are_left_out_if_no_code_documents_one() {
    let render = |url: &str, status: &str| {
        let docs =
            if url.is_empty() { String::new() } else { format!("docs: {{ url: \"{url}\" }}\n") };
        let catalog = format!(
            "catalog: c\ntitle: C\n{docs}codes: {{ style: snake_case }}\n\
             envelope: {{ shape: {{ code: $code }} }}\n\
             categories: {{ kind: {{ description: Of one kind. }} }}\n"
        );
        let section = format!(
            "section: A\nerrors:\n  \
             gone: {{ status: none, category: kind, description: It is no more. }}\n  \
             late: {{ status: {status}, category: kind, description: It is too late. }}\n"
        );
        let other = "section: B\nerrors: {}\n";
        render(&of_texts([
            ("c/catalog.yaml", &*catalog),
            ("c/a.yaml", &section),
            ("c/b.yaml", other),
        ]))
    };
    for url in ["", "https://h/errors#{code}", "https://h/errors/{code}"] {
        let outputs = render(url, "none");
        let pages = page::read(&outputs);
        for (path, page) in &pages {
            assert!(!page.text.to_lowercase().contains("status"), "{url}: {path}: {}", page.text);
        }
        let rows: Vec<String> =
            pages.values().flat_map(|page| &page.rows).map(|row| row.join(" | ")).collect();
        let heads = "Code | What happened";
        for row in [heads, "gone | It is no more.", "kind | Of one kind. | gone and late"] {
            assert!(rows.iter().any(|found| found == row), "{url}: {row}: {rows:?}");
        }
        let by_name = rows.iter().any(|row| row == "gone | It is no more. | A");
        assert_eq!(by_name, !url.contains('#'), "{url}: {rows:?}");
        let outputs = render(url, "408");
        let pages = page::read(&outputs);
        let shown = |words: &str| pages.values().any(|page| page.text.contains(words));
        let in_entry = url.ends_with("/{code}");
        assert_eq!(shown("Status: none documented"), in_entry, "{url}");
        assert_eq!(shown("Status: 408 Request Timeout"), in_entry, "{url}");
        assert!(shown("late 408 It is too late."), "{url}");
        assert!(shown("gone none It is no more."), "{url}");
    }
}

#[test]
fn pages_read_well() {
    let outputs = render(&everything(Some("https://h/errors/{code}")));
    assert_expected(&outputs, "shop/errors/conflict.md", "conflict.expected.md");
    assert_expected(&outputs, "shop/README.md", "shop.expected.md");
    assert_expected(&outputs, "shop/operations.md", "operations.expected.md");
}

/// Compares a page with a file next to this one, or rewrites the file if `UPDATE_EXPECTED` is set.
#[track_caller]
fn assert_expected(outputs: &[Output], path: &str, file: &str) {
    let page = &outputs.iter().find(|output| output.path == path).expect("a page").text;
    let file = root().join("codegen/tests/fast/markdown").join(file);
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::write(&file, page).expect("the expected page is written");
    }
    let expected = std::fs::read_to_string(&file).expect("the expected page is read");
    let difference = TextDiff::from_lines(&expected, page);
    assert!(expected == *page, "{path} has changed:\n{}", difference.unified_diff());
}

#[test]
fn pages_are_marked_and_whole() {
    for model in registries() {
        let mut paths = BTreeSet::new();
        for Output { path, text } in render(&model) {
            assert!(text.lines().take(3).any(|line| line.contains(HEADER)), "{path}");
            assert!(text.starts_with("# ") && text.ends_with('\n') && !text.ends_with("\n\n"));
            assert!(!text.contains("\n\n\n") && !text.contains('\r'), "{path}");
            assert!(text.lines().all(|line| line == line.trim_end()), "{path}");
            assert!(paths.insert(path.to_lowercase()), "{path} is there twice");
        }
    }
}

#[test]
fn an_empty_catalog_has_pages() {
    let catalog = "catalog: none\ntitle: None\ncodes: { style: snake_case }\nenvelope: { shape: { error: $code } }\n";
    let outputs = render(&of_texts([("none/catalog.yaml", catalog)]));
    let pages = page::read(&outputs);
    assert!(pages["none/README.md"].text.contains("0 codes in 0 sections."));
}
