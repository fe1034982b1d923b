//! Tests the registries and commands of the README and of the pages in `docs/` exactly as they show
//! them; the tests of the packages test their programs. The READMEs of the packages show what a project
//! file says as text.

use std::fs;
use std::path::PathBuf;

use crate::support;
use crate::support::command::{errbook, put};
use crate::support::registry::{self, model, render};
use crate::ui;
use errbook::source::Sources;
use errbook::targets;
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use serde_json::Value;
use snapbox::assert::DEFAULT_ACTION_ENV;
use snapbox::{Assert, Data};

fn readme() -> String {
    page("README.md")
}

fn page(path: &str) -> String {
    fs::read_to_string(support::root().join(path)).expect("the page is read")
}

/// The blocks of code in a language.
fn blocks<'a>(readme: &'a str, language: &'a str) -> impl Iterator<Item = &'a str> {
    readme.split("\n```").skip(1).step_by(2).filter_map(move |block| {
        let (words, code) = block.split_once('\n')?;
        (words == language).then_some(code)
    })
}

/// The block of code that contains some words.
fn block<'a>(readme: &'a str, language: &'a str, words: &str) -> &'a str {
    let found = blocks(readme, language).find(|code| code.contains(words));
    found.unwrap_or_else(|| panic!("no {language} of the README has `{words}`"))
}

/// A project with this repository's registry and lines added to one of its files.
fn with_lines(name: &str, lines: &str) -> PathBuf {
    let folder = support::scratch(name);
    let from = support::root().join("registry");
    for file in Sources::read(&from).expect("the registry is read").files() {
        let catalog = file.catalog.as_deref().expect("a catalog's file");
        let path = folder.join(format!("registry/{catalog}/{}.yaml", file.stem));
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
        let more = if path.ends_with("lms/errors.yaml") { lines } else { "" };
        fs::write(path, format!("{}{more}", file.text)).expect("it is written");
    }
    // Hides the project file of this repository.
    fs::write(folder.join("errbook.toml"), "").expect("it is written");
    folder
}

#[test]
fn its_registry_has_no_finding() {
    let page = page("docs/registry.md");
    let files: Vec<(&str, &str)> = blocks(&page, "yaml")
        .filter_map(|code| {
            let (path, text) = code.split_once('\n')?;
            Some((path.strip_prefix("# registry/")?, text))
        })
        .collect();
    assert_eq!(files.len(), 2, "{files:?}");
    let folder = support::scratch("readme-registry");
    fs::write(folder.join("errbook.toml"), "").expect("it is written");
    for (path, text) in files {
        let path = folder.join("registry").join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
        fs::write(path, format!("{text}\n")).expect("it is written");
    }
    let checked = errbook(&folder, &["check", "--deny", "hints"]).whole();
    assert_eq!(checked, (0, "checked 1 code in 1 section of 1 catalog\n".to_owned()));
    let laid_out = errbook(&folder, &["fmt", "--check"]).whole();
    assert_eq!(laid_out.0, 0, "{}", laid_out.1);
}

#[test]
fn its_four_lines_add_a_code_everywhere() {
    let readme = readme();
    let lines = block(&readme, "yaml", "COURSE_ARCHIVED");
    let folder = with_lines("readme-four-lines", &format!("{lines}\n"));
    let (exit, text) = errbook(&folder, &["check", "--deny", "hints"]).whole();
    assert_eq!(exit, 0, "{text}");
    let model = model(Sources::read(&folder.join("registry")).expect("it is read"));
    for (target, path, words) in [
        ("rust", "src/lms/mod.rs", "CourseArchived"),
        ("rust", "src/lms/error.rs", "pub fn course_archived()"),
        ("typescript", "lib/lms/index.d.cts", "\"COURSE_ARCHIVED\""),
        ("typescript", "lib/lms/codes.d.cts", "readonly COURSE_ARCHIVED: "),
        ("openapi", "lms.openapi-3.1.yaml", "    Error410:\n"),
        ("openapi", "lms.openapi-3.1.yaml", "    COURSE_ARCHIVED:\n"),
        ("markdown", "lms/errors.md", "COURSE_ARCHIVED"),
        ("json", "registry.json", "\"COURSE_ARCHIVED\""),
    ] {
        let mut options = targets::Options::default();
        options.openapi.prefix = targets::Prefix::Never;
        let outputs = render(target, &model, &options);
        let output = outputs.iter().find(|output| output.path == path);
        let output = output.unwrap_or_else(|| panic!("no {path} of {target}"));
        assert!(output.text.contains(words), "{path} lacks {words}:\n{}", output.text);
    }
}

#[test]
fn its_mistakes_are_shown_as_it_says() {
    let readme = readme();
    let lines = block(&readme, "yaml", "COURSE_ARCHIVED");
    let wrong = lines.replace("status", "staus").replace("generic_error", "generic_eror");
    let folder = with_lines("readme-mistakes", &format!("{wrong}\n"));
    let shown = block(&readme, "console", "check").split_once('\n').expect("a command").1;
    assert_eq!(errbook(&folder, &["check"]).whole(), (1, format!("{shown}\n")));
}

/// Every command and option in its table exists.
#[test]
fn its_commands_and_options_exist() {
    let page = page("docs/commands.md");
    let rows: Vec<&str> = page.lines().filter(|line| line.starts_with("| `errbook ")).collect();
    assert!(rows.len() > 10, "{rows:?}");
    for row in rows {
        let code: Vec<&str> = row.split('`').skip(1).step_by(2).collect();
        let is_name = |word: &&str| word.chars().all(|c| c.is_ascii_lowercase());
        let words = code[0].split(' ').skip(1);
        let mut names: Vec<&str> = words.take_while(is_name).collect();
        names.push("--help");
        let (exit, help) = errbook(support::root(), &names).whole();
        assert_eq!(exit, 0, "{row}: {help}");
        let words = code.iter().flat_map(|code| code.split(' '));
        for option in words.filter(|word| word.starts_with("--")) {
            // The help shows an optional value as `--fix[=<RULE>]`.
            let option = option.split('=').next().unwrap_or_default();
            assert!(help.contains(option), "{row}: {option} is not in {help}");
        }
    }
}

/// Each step of the tutorial prints what it shows, and leaves what the next one needs.
#[test]
fn the_tutorial_runs() {
    let path = support::root().join("docs/tutorial.md");
    let text = page("docs/tutorial.md");
    let folder = support::scratch("tutorial");
    fs::create_dir(folder.join(".git")).expect("a repository");
    ui::put_files(&folder, "tutorial", &text);
    let assert = Assert::new().action_env(DEFAULT_ACTION_ENV);
    assert.eq(Data::text(ui::run_in(&folder, &text)).raw(), Data::read_from(&path, None).raw());
    for made in ["rust/Cargo.toml", "typescript/package.json", "openapi", "docs/tickets/README.md"]
    {
        assert!(folder.join("generated").join(made).exists(), "{made}");
    }
}

#[test]
fn its_project_file_is_read() {
    let folder = with_lines("readme-project", "");
    let page = page("docs/project-file.md");
    let project = block(&page, "toml", "registry = ");
    fs::write(folder.join("errbook.toml"), project).expect("it is written");
    let (exit, text) = errbook(&folder, &["generate", "--check", "--target", "typescript"]).whole();
    assert_eq!(exit, 1, "{text}");
    assert!(text.contains("packages/errors/package.json"), "{text}");
}

/// Whoever wants to know more follows its links.
#[test]
fn it_fits_three_screens() {
    let lines = readme().lines().count();
    assert!(lines <= 120, "{lines} lines");
}

#[test]
fn its_several_packages_are_made() {
    let folder = support::scratch("readme-packages");
    put(
        &folder,
        "registry/shop/catalog.yaml",
        "catalog: shop\ntitle: Shop\nenvelope: { shape: { code: $code } }\n",
    );
    put(
        &folder,
        "registry/shop/orders.yaml",
        "section: Orders\nerrors: { gone: { status: 410, title: Gone } }\n",
    );
    let page = page("docs/project-file.md");
    put(&folder, "errbook.toml", block(&page, "toml", "service-errors"));
    let (exit, text) = errbook(&folder, &["generate"]).whole();
    assert_eq!(exit, 0, "{text}");
    for made in
        ["crates/shop-errors", "crates/service-errors", "packages/errors", "packages/own-errors"]
    {
        assert!(folder.join(made).join("README.md").exists(), "{made}");
    }
}

/// The pages for users lead to files that exist, and to headings that the files have.
#[test]
fn links_between_the_pages_lead_somewhere() {
    let mut pages: Vec<PathBuf> = fs::read_dir(support::root().join("docs"))
        .expect("the pages")
        .map(|entry| entry.expect("a page").path())
        .collect();
    let top = ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "SECURITY.md", "STYLE.md"];
    pages.extend(top.map(|page| support::root().join(page)));
    for page in pages {
        let text = fs::read_to_string(&page).expect("it is read");
        for event in Parser::new_ext(&text, Options::ENABLE_TABLES) {
            let Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) = event
            else {
                continue;
            };
            if dest_url.contains("://") {
                continue;
            }
            let (path, anchor) = dest_url.split_once('#').unwrap_or((&dest_url, ""));
            let target = if path.is_empty() { page.clone() } else { page.with_file_name(path) };
            let target = page.parent().expect("a folder").join(target);
            assert!(target.exists(), "{}: {dest_url}", page.display());
            if !anchor.is_empty() {
                let text = fs::read_to_string(&target).expect("it is read");
                let has = text.lines().filter(|line| line.starts_with('#')).any(|line| {
                    let title = line.trim_start_matches('#').trim().to_lowercase();
                    let kept = title.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
                    kept.collect::<String>().replace(' ', "-") == anchor
                });
                assert!(has, "{}: {dest_url}", page.display());
            }
        }
    }
}

/// What a README consists of: the text of its first heading, its code with the languages, and its
/// pieces of HTML.
fn parts(readme: &str) -> (String, Vec<(String, String)>, Vec<String>) {
    let (mut heading, mut code, mut html) = (String::new(), Vec::new(), Vec::new());
    let (mut in_heading, mut in_code) = (false, false);
    for event in Parser::new_ext(readme, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) => in_heading = true,
            Event::End(TagEnd::Heading(_)) => in_heading = false,
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                in_code = true;
                code.push((language.to_string(), String::new()));
            }
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(text) if in_heading => heading.push_str(&text),
            Event::Text(text) if in_code => code.last_mut().expect("open").1.push_str(&text),
            Event::Code(text) => code.push(("span".to_owned(), text.to_string())),
            Event::Html(text) | Event::InlineHtml(text) => html.push(text.to_string()),
            _ => {}
        }
    }
    (heading, code, html)
}

#[test]
fn the_readmes_of_packages_show_their_names_as_text() {
    let model = model(Sources::from_texts([
        (
            "shop/catalog.yaml",
            "catalog: shop\ntitle: Shop\ncodes: { style: snake_case }\nenvelope: { shape: { code: $code } }\n",
        ),
        (
            "shop/orders.yaml",
            "section: Orders\nerrors:\n  a: { status: 404, description: No. }\n  b: { status: 409, description: Twice. }\n",
        ),
    ]));
    for (package, version) in [
        ("api-errors", "0.1.0"),
        ("@acme/errors_", "1.0.0-rc.1"),
        ("a\"; import \"b", "1\" }\n```\n# x"),
        ("<script>`x`|*y*\\ [z](w) &lt;", "`1`"),
        ("a\n```\n# b\n- c", "\\\"\u{7f}"),
        ("'''\"\"\"", "\"\"\""),
    ] {
        let mut options = targets::Options::default();
        options.rust.package = package.into();
        options.rust.version = version.into();
        options.typescript.package = package.into();
        options.typescript.version = version.into();
        let render = |name: &str| {
            let outputs = registry::render(name, &model, &options);
            let readme = outputs.into_iter().find(|output| output.path == "README.md");
            parts(&readme.expect("a README").text)
        };
        for name in ["rust", "typescript"] {
            let (heading, code, html) = render(name);
            assert_eq!(heading.trim(), package.replace('\n', " "), "{name}");
            assert_eq!(html.len(), 1, "{name}: {html:?}");
            if name == "rust" {
                for (_, toml) in code.iter().filter(|(language, _)| language == "toml") {
                    let toml: toml::Table = toml.parse().expect("TOML");
                    let dependency = &toml["dependencies"][package];
                    assert_eq!(dependency["version"].as_str(), Some(version), "{toml}");
                }
            } else {
                let quoted = Value::from(format!("{package}/shop/codes")).to_string();
                let import = format!("import {{ ErrorCodes }} from {quoted};");
                assert!(code.iter().any(|(_, code)| code.contains(&import)), "{import}\n{code:?}");
                let span = ("span".to_owned(), format!("{package}/shop").replace('\n', " "));
                assert!(code.contains(&span), "{span:?}");
            }
        }
    }
}

#[test]
fn the_readme_of_a_crate_names_only_what_the_crate_has() {
    let section = "section: All\nerrors:\n  gone: { status: 410, description: It is gone. }\n";
    for (member, is_there) in [("request_id", true), ("request_id?", false)] {
        let catalog = format!(
            "catalog: shop\ntitle: Shop\ncodes: {{ style: snake_case }}\n\
             envelope: {{ shape: {{ code: $code, {member}: string }} }}\n"
        );
        let texts = [("shop/catalog.yaml", &*catalog), ("shop/all.yaml", section)];
        let outputs = render("rust", &registry::of_texts(texts), &targets::Options::default());
        let readme = outputs.iter().find(|it| it.path == "README.md").expect("a README");
        assert!(readme.text.contains("`with_request_id` and similar"), "{}", readme.text);
        assert_eq!(readme.text.contains("`Required::otherwise`"), is_there, "{member}");
    }
}
