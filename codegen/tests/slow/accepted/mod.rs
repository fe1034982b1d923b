//! What `check` accepts, every target renders: registries of names that are hard to use somewhere,
//! made at random, and what the consumers of each output say about them.

mod generator;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

use errbook::model::{Catalog, Model};
use errbook::output::Output;
use errbook::source::Sources;
use errbook::targets::{Errors, OpenapiVersion, Options, SiteAddress, TARGETS};
use serde_json::{Value, json};

use crate::support::{npm_tools, page, root, run, scratch, tsc};
use generator::{Numbers, Registry};

/// How many registries are made, and how many of them at least have to be accepted: otherwise the
/// test says nothing.
const MADE: usize = 900;
const ENOUGH: usize = 100;

/// A registry that was accepted.
struct Accepted {
    files: String,
    published: Vec<(String, Option<&'static str>)>,
    model: Model,
}

/// The registries that are accepted; they are made once.
fn accepted() -> &'static [Accepted] {
    static ACCEPTED: OnceLock<Vec<Accepted>> = OnceLock::new();
    ACCEPTED.get_or_init(make)
}

fn make() -> Vec<Accepted> {
    let mut numbers = Numbers(std::env::var("SEED").map_or(1, |s| s.parse().expect("a number")));
    let mut refused: BTreeMap<&str, usize> = BTreeMap::new();
    let mut accepted = Vec::new();
    for _ in 0..MADE {
        let Registry { files, published } = Registry::of(&mut numbers);
        let texts = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
        let checked = errbook::check(Sources::from_texts(texts));
        match checked.model {
            Some(model) => accepted.push(Accepted {
                files: format!("{files:#?}"),
                published,
                model: model.public().clone(),
            }),
            None => {
                for found in &checked.diagnostics {
                    *refused.entry(found.rule.id).or_default() += 1;
                }
            }
        }
    }
    assert!(accepted.len() >= ENOUGH, "{} of {MADE}; {refused:#?}", accepted.len());
    // The generator makes what the rules are about.
    for rule in ["page-collision", "portable-name", "catalog-name", "alias"] {
        assert!(refused.contains_key(rule), "{rule}: {refused:#?}");
    }
    accepted
}

fn render(target: &str, model: &Model, options: &Options) -> Result<Vec<Output>, String> {
    let target = TARGETS.iter().find(|found| found.name == target).expect("the target");
    target.outputs(model, options).map_err(|error| format!("{}: {error}", target.name))
}

#[test]
fn every_target_renders_files_that_every_system_can_hold() {
    let mut typed = Options::default();
    typed.openapi.errors = Errors::Typed;
    typed.openapi.versions = vec![OpenapiVersion::V3_0, OpenapiVersion::V3_1];
    let mut published = Options::default();
    published.site.base_url = SiteAddress::parse("https://h/");
    let runs = TARGETS.iter().map(|target| (target.name, Options::default()));
    let runs: Vec<(&str, Options)> =
        runs.chain([("openapi", typed), ("site", published)]).collect();
    let mut wrong = Vec::new();
    for Accepted { files, model, .. } in accepted() {
        let mut faults = Vec::new();
        for (name, options) in &runs {
            match render(name, model, options) {
                Ok(outputs) => {
                    let found = path_faults(&outputs).into_iter().chain(text_faults(&outputs));
                    faults.extend(found.map(|fault| format!("{name}: {fault}")));
                }
                Err(error) => faults.push(error),
            }
        }
        if !faults.is_empty() {
            wrong.push(format!("{faults:#?}\n{files}"));
        }
    }
    let some = wrong[..wrong.len().min(3)].join("\n\n");
    assert!(wrong.is_empty(), "{} of the registries, among them:\n{some}", wrong.len());
}

#[test]
fn every_link_leads_to_a_page() {
    let folder = scratch("accepted-links");
    let mut wrong = Vec::new();
    let mut docs = Vec::new();
    for (index, Accepted { files, published, model }) in accepted().iter().enumerate() {
        let outputs = render("markdown", model, &Options::default()).expect("it renders");
        let faults = markdown_faults(&outputs);
        if !faults.is_empty() {
            wrong.push(format!("{faults:#?}\n{files}"));
        }
        let site = format!("{index}");
        write(&folder.join("sites").join(&site), render("site", model, &Options::default()));
        for catalog in &model.catalogs {
            let found = published.iter().find(|(id, _)| *id == catalog.id);
            let several = model.catalogs.len() > 1;
            let own = if several { format!("{site}/{}", catalog.id) } else { site.clone() };
            if let Some((_, Some(published))) = found {
                docs.extend(docs_urls(catalog, &own, published));
            }
        }
    }
    let some = wrong[..wrong.len().min(3)].join("\n\n");
    assert!(wrong.is_empty(), "{} of the registries, among them:\n{some}", wrong.len());
    assert!(docs.len() > 100, "{}", docs.len());
    fs::write(folder.join("docs.json"), json!(docs).to_string()).expect("a new file");
    let said = run(Command::new("node")
        .arg(root().join("codegen/tests/slow/site/links.mjs"))
        .arg(npm_tools())
        .args([folder.join("sites"), folder.join("docs.json")]));
    let said: Value = serde_json::from_str(&said).expect("it prints JSON");
    assert_eq!(said["wrong"], json!([]));
}

/// Where the docs URLs of a catalog's codes have to lead.
fn docs_urls(catalog: &Catalog, folder: &str, published: &str) -> Vec<Value> {
    let urls = catalog.codes.iter().filter_map(|code| Some((code.docs_url.as_ref()?, &code.name)));
    urls.map(
        |(url, code)| json!({ "url": url, "folder": folder, "published": published, "code": code }),
    )
    .collect()
}

/// The links of Markdown pages that lead nowhere.
fn markdown_faults(outputs: &[Output]) -> Vec<String> {
    let pages = page::read(outputs);
    let mut faults = Vec::new();
    for (path, page) in &pages {
        for link in page.links.iter().filter(|link| !link.contains("://")) {
            let (to, anchor) = link.split_once('#').unwrap_or((link, ""));
            let to = percent_encoding::percent_decode_str(to).decode_utf8_lossy();
            let to = if to.is_empty() { (*path).to_owned() } else { beside(path, &to) };
            match pages.get(to.as_str()) {
                None => faults.push(format!("`{path}`: `{link}` leads nowhere")),
                Some(page) if !anchor.is_empty() && !page.ids.iter().any(|id| id == anchor) => {
                    faults.push(format!("`{path}`: `{link}` has no anchor"));
                }
                Some(_) => {}
            }
        }
    }
    faults
}

/// The path that a relative one means on a page.
fn beside(page: &str, relative: &str) -> String {
    let mut steps: Vec<&str> = page.split('/').collect();
    steps.pop();
    for step in relative.split('/') {
        if step == ".." {
            steps.pop();
        } else {
            steps.push(step);
        }
    }
    steps.join("/")
}

/// Every catalog of every registry in one; those with the same name as another get a new one.
fn together() -> Model {
    let mut catalogs: BTreeMap<String, Catalog> = BTreeMap::new();
    for catalog in accepted().iter().flat_map(|accepted| &accepted.model.catalogs) {
        let mut id = catalog.id.clone();
        let mut number = 2;
        while catalogs.contains_key(&id) {
            id = format!("{}-{number}", catalog.id);
            number += 1;
        }
        catalogs.insert(id.clone(), Catalog { id, ..catalog.clone() });
    }
    Model::new(catalogs.into_values().take(BATCH).collect())
}

/// How many catalogs are compiled.
const BATCH: usize = 250;

fn write(folder: &Path, outputs: Result<Vec<Output>, String>) {
    for output in outputs.expect("it renders") {
        let path = folder.join(&output.path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
        fs::write(path, output.text).expect("the file is written");
    }
}

#[test]
fn the_crate_compiles_without_a_warning() {
    let folder = scratch("accepted-rust");
    write(&folder.join("crate"), render("rust", &together(), &Options::default()));
    let manifest = "[workspace]\nmembers = [\"crate\"]\nresolver = \"3\"\n";
    fs::write(folder.join("Cargo.toml"), manifest).expect("a new file");
    let locked = root().join("codegen/tests/slow/rust/Cargo.lock");
    fs::copy(locked, folder.join("Cargo.lock")).expect("it is copied");
    run(Command::new(env!("CARGO"))
        .args(["check", "--all-features"])
        .current_dir(folder.join("crate"))
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("rust-crates"))
        .env("RUSTFLAGS", "-D warnings"));
}

#[test]
fn the_npm_package_passes_the_compiler() {
    let folder = scratch("accepted-typescript");
    let model = together();
    write(
        &folder.join("node_modules/api-errors"),
        render("typescript", &model, &Options::default()),
    );
    let mut imports = String::new();
    for (index, catalog) in model.catalogs.iter().enumerate() {
        for part in ["", "/metadata", "/reference"] {
            let name = format!("{}{index}", part.trim_start_matches('/'));
            let _ =
                writeln!(imports, "export * as _{name} from \"api-errors/{}{part}\";", catalog.id);
        }
    }
    fs::write(folder.join("all.ts"), imports).expect("a new file");
    let config = json!({
        "compilerOptions": {
            "noEmit": true, "strict": true, "skipLibCheck": false, "target": "es2022",
            "lib": ["es2022", "dom"], "types": [], "module": "nodenext",
        },
        "include": ["all.ts", "node_modules/api-errors/src"],
        "exclude": [],
    });
    fs::write(folder.join("tsconfig.json"), config.to_string()).expect("a new file");
    fs::write(folder.join("package.json"), r#"{ "type": "module" }"#).expect("a new file");
    run(tsc("typescript").arg("-p").arg(&folder));
}

/// What is wrong with the paths of outputs in one folder.
fn path_faults(outputs: &[Output]) -> Vec<String> {
    let mut faults = Vec::new();
    let files: BTreeSet<String> = outputs.iter().map(|it| it.path.to_lowercase()).collect();
    if files.len() < outputs.len() {
        faults.push("two files have one path, ignoring case".to_owned());
    }
    for file in &files {
        let inside = format!("{file}/");
        if files.iter().any(|other| other.starts_with(&inside)) {
            faults.push(format!("`{file}` is a file and a folder"));
        }
        for step in file.split('/') {
            let stem = step.split('.').next().unwrap_or_default();
            let device = ["con", "prn", "aux", "nul"].contains(&stem)
                || ["com", "lpt"].iter().any(|port| {
                    stem.strip_prefix(port).is_some_and(|rest| rest.len() == 1 && rest != ".")
                });
            let plain = |c: char| c.is_ascii_alphanumeric() || "-_.~".contains(c);
            if device || step.is_empty() || step.ends_with('.') || step.len() > 255 {
                faults.push(format!("Windows cannot hold `{file}`"));
            } else if !step.chars().all(plain) {
                faults.push(format!("`{file}` has unusual characters"));
            }
        }
    }
    faults
}

/// What is wrong with the texts of outputs, for the parsers that need no other process.
fn text_faults(outputs: &[Output]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut fault = |path: &str, error: String| faults.push(format!("`{path}`: {error}"));
    for Output { path, text } in outputs {
        match path.rsplit('.').next().unwrap_or_default() {
            "rs" => {
                if let Err(error) = syn::parse_file(text) {
                    fault(path, error.to_string());
                }
            }
            "json" => {
                if let Err(error) = serde_json::from_str::<Value>(text) {
                    fault(path, error.to_string());
                }
            }
            "toml" => {
                if let Err(error) = text.parse::<toml::Table>() {
                    fault(path, error.to_string());
                }
            }
            "yaml" => {
                if let Some(Err(error)) =
                    granit_parser::Parser::new_from_str(text).find(Result::is_err)
                {
                    fault(path, error.to_string());
                }
            }
            _ => {}
        }
    }
    faults
}
