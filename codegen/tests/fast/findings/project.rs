//! The project file.

use errbook::config::{Project, Reach};

use crate::support;

use super::same;

/// Opens a project file and compares the findings.
#[track_caller]
fn project(name: &str, text: &str, expected: &[&str]) {
    let case = std::panic::Location::caller().line();
    let folder = support::scratch(&format!("findings-project-{case}"));
    std::fs::write(folder.join(name), text).expect("the project file is written");
    let found = match Project::open(&folder.join(name), Reach::Repository) {
        Ok(_) => String::new(),
        Err(error) => error.to_string(),
    };
    // The title, the place and the help of each excerpt.
    let shown: Vec<String> = found
        .lines()
        .filter_map(|line| {
            let line = line.trim_start();
            if let Some(title) = line.strip_prefix("error[") {
                return Some(title.replacen(']', "", 1));
            }
            if let Some(place) = line.strip_prefix("--> ") {
                return place.rsplit('/').next().map(str::to_owned);
            }
            line.strip_prefix("= ").map(str::to_owned)
        })
        .collect();
    same(&shown, expected);
}

#[test]
fn project_files() {
    project("errbook.toml", "", &[]);
    project("errbook.yaml", "", &[]);
    project("errbook.yaml", "# defaults\n", &[]);
    project(
        "errbook.toml",
        "registry = \"r\"\n[target.rust]\nout = \"gen\"\npackage = \"p\"\n",
        &[],
    );
    project("errbook.yaml", "registry: r\ntarget: { rust: { out: gen, package: p } }\n", &[]);
    project(
        "errbook.toml",
        "registy = \"r\"\n",
        &[
            "unknown-key: unknown key `registy` in the project file",
            "errbook.toml:1:1",
            "help: did you mean `registry`?",
        ],
    );
    project(
        "errbook.toml",
        "registry = 12\n",
        &[
            "wrong-type: expected text, found a number",
            "errbook.toml:1:12",
            "help: put it in quotes: \"12\"",
        ],
    );
    project(
        "errbook.toml",
        "registry = \n",
        &[
            "toml-syntax: string values must be quoted, expected literal string",
            "errbook.toml:1:12",
            "help: see https://toml.io for the syntax",
        ],
    );
    project(
        "errbook.toml",
        "registry = \"a\"\nregistry = \"b\"\n",
        &[
            "toml-syntax: duplicate key",
            "errbook.toml:2:1",
            "help: see https://toml.io for the syntax",
        ],
    );
    project(
        "errbook.toml",
        "[target.rust\n",
        &[
            "toml-syntax: unclosed table, expected `]`",
            "errbook.toml:1:13",
            "help: see https://toml.io for the syntax",
        ],
    );
    project(
        "errbook.toml",
        "targets = [\"rst\", \"json\"]\n[target.cobol]\nout = \"x\"\n",
        &[
            "unknown-reference: there is no target `rst`",
            "errbook.toml:1:12",
            "help: did you mean `rust`?",
            "unknown-reference: there is no target `cobol`",
            "errbook.toml:2:9",
            "help: targets are `rust`, `typescript`, `openapi`, `markdown`, `schema`, `json`, \
             `site`",
        ],
    );
    project(
        "errbook.toml",
        "[levels]\nencoding = \"off\"\nencodig = \"loud\"\n",
        &[
            "fixed-rule: `encoding` cannot have a level: breaking it is always an error",
            "errbook.toml:2:1",
            "help: remove this line",
            "unknown-reference: there is no rule `encodig`",
            "errbook.toml:3:1",
            "help: remove it; findings show the id of their rule in brackets",
            "unknown-value: unknown value `loud`",
            "errbook.toml:3:11",
            "help: write one of `off`, `hint`, `warning`, `error`",
        ],
    );
    project(
        "errbook.toml",
        "[target.markdown]\npackage = \"p\"\n",
        &[
            "unknown-key: the target `markdown` has no option `package`",
            "errbook.toml:2:11",
            "help: remove it",
        ],
    );
    project(
        "errbook.toml",
        "[target.site]\ntitle = \"Errors\"\nbase_url = \"https://example.com/errors\"\n",
        &[],
    );
    for (key, target) in
        [("package", "site"), ("license", "site"), ("title", "json"), ("base_url", "rust")]
    {
        project(
            "errbook.toml",
            &format!("[target.{target}]\n{key} = \"https://example.com\"\n"),
            &[
                &format!("unknown-key: the target `{target}` has no option `{key}`"),
                &format!("errbook.toml:2:{}", key.len() + 4),
                "help: remove it",
            ],
        );
    }
    for address in ["example.com", "https://", "https://example.com/?a", "https://a/\\\"b"] {
        project(
            "errbook.toml",
            &format!("[target.site]\nbase_url = \"{address}\"\n"),
            &[
                &format!(
                    "site-address: `{}` is not the address of a site",
                    address.replace('\\', "")
                ),
                "errbook.toml:2:12",
                "help: write it like `https://docs.example.com/errors/`",
            ],
        );
    }
    project(
        "errbook.toml",
        "[target.rust]\nout = \"gen\"\n[target.json]\nout = \"./x/../gen\"\n",
        &[
            "target-folder: the targets `rust` and `json` have the same folder",
            "errbook.toml:4:7",
            "help: give each target its own `out`",
        ],
    );
    project(
        "errbook.toml",
        "[target.rust]\nout = \"generated/json\"\nversin = \"1.0.0\"\n",
        &[
            "target-folder: the targets `rust` and `json` have the same folder",
            "errbook.toml:2:7",
            "help: give each target its own `out`",
            "unknown-key: unknown key `versin` in a target",
            "errbook.toml:3:1",
            "help: did you mean `version`?",
        ],
    );
    project(
        "errbook.toml",
        "[target.rust]\nout = \"registry\"\n[target.site]\nout = \"x/../registry/y\"\n",
        &[
            "target-folder: the folder of the target `rust` is the registry folder",
            "errbook.toml:2:7",
            "help: give the target an `out` outside the registry",
            "target-folder: the folder of the target `site` is inside the registry folder",
            "errbook.toml:4:7",
            "help: give the target an `out` outside the registry",
        ],
    );
    project(
        "errbook.toml",
        "registry = \"/etc\"\n[target.rust]\nout = \".git/hooks\"\n[target.json]\nout = \"a/.GIT\"\n",
        &[
            "outside-folder: the registry is outside the repository",
            "errbook.toml:1:12",
            "help: name a folder in the repository, or, if you trust this file, run the command \
             with `--allow-outside`",
            "outside-folder: the folder of the target `rust` is outside the repository",
            "errbook.toml:3:7",
            "help: name a folder in the repository, or, if you trust this file, run the command \
             with `--allow-outside`",
            "outside-folder: the folder of the target `json` is outside the repository",
            "errbook.toml:5:7",
            "help: name a folder in the repository, or, if you trust this file, run the command \
             with `--allow-outside`",
        ],
    );
    project(
        "errbook.toml",
        "registry = \"generated\"\ntargets = [\"json\"]\n",
        &[
            "target-folder: the folder of the target `json` is inside the registry folder",
            "errbook.toml:1:12",
            "help: give the target an `out` outside the registry",
        ],
    );
    project(
        "errbook.yaml",
        "registry: [r\n",
        &["yaml-syntax: `[` is never closed", "errbook.yaml:1:11", "help: close it with `]`"],
    );
    project(
        "errbook.yaml",
        "registry: r\nregistry: s\n",
        &[
            "duplicate-key: the key `registry` appears twice in this map",
            "errbook.yaml:2:1",
            "help: remove one of the two, or merge them",
        ],
    );
    project(
        "errbook.yaml",
        "- a\n",
        &[
            "wrong-type: expected a map for the project file, found a list",
            "errbook.yaml:1:1",
            "help: write each key on a line of its own: `key: value`",
        ],
    );
}

#[test]
fn packages_that_cargo_or_npm_refuse() {
    let option = |target: &str, option: &str, value: &str, finding: &str, help: &str| {
        let text = format!("[target.{target}]\n{option} = {}\n", serde_json::json!(value));
        let place = format!("errbook.toml:2:{}", option.len() + 4);
        let help = format!("help: {help}");
        let expected: &[&str] = if finding.is_empty() { &[] } else { &[finding, &place, &help] };
        project("errbook.toml", &text, expected);
    };
    let crates = "use ASCII letters, digits, `-` and `_`, starting with a letter";
    for (name, better) in [
        ("@acme/errors", "write `acme-errors`, for example"),
        ("a b", "write `a-b`, for example"),
        ("1x", "write `errors-1x`, for example"),
        ("../x", "write `x`, for example"),
        ("größe", "write `gr-e`, for example"),
        ("§", crates),
    ] {
        let finding = format!("package-name: `{name}` cannot be the name of a crate");
        option("rust", "package", name, &finding, better);
    }
    let word = "package-name: `fn` cannot be the name of a crate: it is a reserved word in Rust";
    option("rust", "package", "fn", word, "write `fn-errors`, for example");
    let used = "package-name: `serde_json` is the name of a crate that the generated one uses";
    option("rust", "package", "serde_json", used, "write `serde_json-errors`, for example");
    for name in ["acme_errors", "Errors", "x", &"x".repeat(64)] {
        option("rust", "package", name, "", "");
    }
    for (name, better) in [
        ("Errors", "write `errors`, for example"),
        ("@Acme/errors", "write `acme-errors`, for example"),
        ("_errors", "write `errors`, for example"),
        (".x", "write `x`, for example"),
        ("a~b", "write `a-b`, for example"),
        ("@/x", "write `x`, for example"),
    ] {
        let finding = format!("package-name: `{name}` cannot be the name of an npm package");
        option("typescript", "package", name, &finding, better);
    }
    let node = "package-name: `fs` cannot be the name of an npm package: it is a module of Node";
    option("typescript", "package", "fs", node, "write `fs-errors`, for example");
    for name in ["@acme/errors", "a.b_c-d", "1x", "@acme/fs", &"x".repeat(214)] {
        option("typescript", "package", name, "", "");
    }
    for (version, better) in [
        ("1.0", "write `1.0.0`"),
        ("v2.1.0", "write `2.1.0`"),
        ("1", "write `1.0.0`"),
        ("x", "write three numbers, as in `0.1.0`; see https://semver.org"),
        ("01.0.0", "write three numbers, as in `0.1.0`; see https://semver.org"),
    ] {
        let finding = format!("package-version: `{version}` is not a semantic version");
        option("rust", "version", version, &finding, better);
        option("typescript", "version", version, &finding, better);
        option("openapi", "version", version, "", "");
    }
    let long = "package-version: `9007199254740992.0.0` is too long a version for npm";
    let help = "write three numbers, as in `0.1.0`; see https://semver.org";
    option("typescript", "version", "9007199254740992.0.0", long, help);
    option("rust", "version", "9007199254740992.0.0", "", "");
    for version in ["1.0.0-rc.1+build.5", "0.0.0"] {
        option("typescript", "version", version, "", "");
    }
    for license in ["Apache 2.0", "MIT/Apache-2.0", "MIT or X", "(MIT", "MIT)", "MIT OR", "()"] {
        let finding = format!("package-license: `{license}` is not an SPDX expression");
        let help = "write the ids of https://spdx.org/licenses, as in `MIT OR Apache-2.0`";
        option("rust", "license", license, &finding, help);
        option("typescript", "license", license, &finding, help);
    }
    for license in [
        "MIT",
        "(MIT OR Apache-2.0) AND GPL-2.0+",
        "GPL-2.0-only WITH Classpath-exception-2.0",
        "LicenseRef-Acme",
        "DocumentRef-x:LicenseRef-Acme",
    ] {
        option("rust", "license", license, "", "");
    }
    option("typescript", "license", "UNLICENSED", "", "");
    option("typescript", "license", "SEE LICENSE IN LICENSE.md", "", "");
}

#[test]
fn options_are_lines_of_visible_text() {
    let help = "help: remove the character, or remove the option to use its default";
    let unseen = "has a character that cannot be seen";
    for (target, option) in
        [("rust", "license"), ("openapi", "version"), ("site", "title"), ("json", "out")]
    {
        let place = format!("errbook.toml:2:{}", option.len() + 4);
        for value in ["a\\u200bb", "\\ufeffb", "a\\u00ad"] {
            let finding = format!("target-option: the option `{option}` {unseen}");
            project(
                "errbook.toml",
                &format!("[target.{target}]\n{option} = \"{value}\"\n"),
                &[&finding, &place, help],
            );
        }
    }
    project(
        "errbook.toml",
        "registry = \"reg\\u200bistry\"\n",
        &[&format!("target-option: the option `registry` {unseen}"), "errbook.toml:1:12", help],
    );
}

#[test]
fn folders_that_are_one_where_case_is_ignored() {
    project(
        "errbook.toml",
        "[target.rust]\nout = \"o\"\n[target.json]\nout = \"O\"\n",
        &[
            "target-folder: the targets `rust` and `json` have the same folder",
            "errbook.toml:4:7",
            "help: give each target its own `out`",
        ],
    );
}

#[test]
fn no_target_writes_into_the_folder_of_another() {
    let case = |options: &str, expected: &[&str]| {
        let folder = support::scratch("findings-project-nested");
        std::fs::create_dir_all(folder.join("registry/shop")).expect("the folder is made");
        let write = |path: &str, text: &str| {
            std::fs::write(folder.join(path), text).expect("the file is written");
        };
        write("registry/shop/catalog.yaml", super::CATALOG);
        write("registry/shop/orders.yaml", super::ORDERS);
        write("errbook.toml", options);
        let project =
            Project::open(&folder.join("errbook.toml"), Reach::Repository).expect("it opens");
        let checked = errbook::open(&project).expect("the registry is read");
        let found = checked.diagnostics.iter().filter(|it| it.rule.id == "target-folder");
        let found: Vec<String> = found.map(|found| found.message.clone()).collect();
        same(&found, expected);
        assert_eq!(checked.model.is_some(), expected.is_empty());
    };
    let nested = |outer: &str, inner: &str, path: &str| {
        format!("[target.{outer}]\nout = \"docs\"\n[target.{inner}]\nout = \"docs/{path}\"\n")
    };
    case(
        &nested("markdown", "rust", "shop"),
        &[
            "the target `markdown` would write `shop/README.md` into the folder of the target `rust`",
        ],
    );
    case(
        &nested("markdown", "json", "Shop/errors"),
        &["the target `markdown` would write `shop/errors/not_found.md` into the folder of the \
           target `json`"],
    );
    case(
        &nested("rust", "typescript", "src"),
        &["the target `rust` would write `src/lib.rs` into the folder of the target `typescript`"],
    );
    case(
        &nested("json", "rust", "registry.json/x"),
        &["the target `json` would write `registry.json` into the folder of the target `rust`"],
    );
    case(&nested("markdown", "rust", "rust"), &[]);
    case(&nested("markdown", "rust", "shop-2"), &[]);
    case(&nested("rust", "site", "site"), &[]);
}
