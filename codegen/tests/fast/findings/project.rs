//! The project file.

use errbook::config::{Project, Reach};
use snapbox::data::Inline;
use snapbox::str;

use crate::expect::{self, cases};
use crate::support;
use crate::support::command::put;

/// Opens a project file and compares the findings.
#[track_caller]
fn project(name: &str, text: &str, expected: Inline) {
    let folder = support::scratch_of_test();
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
    expect::shows(&shown.join("\n"), expected);
}

cases! {
    no_settings_in_toml: project("errbook.toml", "") => str![];

    no_settings_in_yaml: project("errbook.yaml", "") => str![];

    a_comment_in_yaml: project("errbook.yaml", "# defaults\n") => str![];

    settings_in_toml: project(
        "errbook.toml",
        "registry = \"r\"\n[target.rust]\nout = \"gen\"\npackage = \"p\"\n",
    ) => str![];

    settings_in_yaml: project(
        "errbook.yaml",
        "registry: r\ntarget: { rust: { out: gen, package: p } }\n",
    ) => str![];

    a_misspelled_key: project("errbook.toml", "registy = \"r\"\n") => str![[r#"
unknown-key: unknown key `registy` in the project file
errbook.toml:1:1
help: did you mean `registry`?
"#]];

    a_number_for_the_registry: project("errbook.toml", "registry = 12\n") => str![[r#"
wrong-type: expected text, found a number
errbook.toml:1:12
help: put it in quotes: "12"
"#]];

    a_value_left_out_in_toml: project("errbook.toml", "registry = \n") => str![[r#"
toml-syntax: string values must be quoted, expected literal string
errbook.toml:1:12
help: see https://toml.io for the syntax
"#]];

    a_duplicate_key_in_toml: project(
        "errbook.toml",
        "registry = \"a\"\nregistry = \"b\"\n",
    ) => str![[r#"
toml-syntax: duplicate key
errbook.toml:2:1
help: see https://toml.io for the syntax
"#]];

    a_table_that_is_not_closed_in_toml: project("errbook.toml", "[target.rust\n") => str![[r#"
toml-syntax: unclosed table, expected `]`
errbook.toml:1:13
help: see https://toml.io for the syntax
"#]];

    unknown_targets: project(
        "errbook.toml",
        "targets = [\"rst\", \"json\"]\n[target.typoscript]\nout = \"x\"\n",
    ) => str![[r#"
unknown-reference: there is no target `rst`
errbook.toml:1:12
help: did you mean `rust`?
unknown-key: unknown key `typoscript` in `target`
errbook.toml:2:9
help: did you mean `typescript`?
"#]];

    levels_of_unknown_and_fixed_rules: project(
        "errbook.toml",
        "[levels]\nencoding = \"off\"\nencodig = \"loud\"\n",
    ) => str![[r#"
fixed-rule: `encoding` cannot have a level: breaking it is always an error
errbook.toml:2:1
help: remove this line
unknown-reference: there is no rule `encodig`
errbook.toml:3:1
help: remove it; findings show the id of their rule in brackets
unknown-value: unknown value `loud`
errbook.toml:3:11
help: write one of `off`, `hint`, `warning`, `error`
"#]];

    a_package_for_markdown: project(
        "errbook.toml",
        "[target.markdown]\npackage = \"p\"\n",
    ) => str![[r#"
unknown-key: unknown key `package` in the target `markdown`
errbook.toml:2:1
help: known keys are `out`, `catalogs`, `internal`
"#]];

    settings_of_the_site: project(
        "errbook.toml",
        "[target.site]\ntitle = \"Errors\"\nbase_url = \"https://example.com/errors\"\n",
    ) => str![];

    a_package_for_the_site: project(
        "errbook.toml",
        "[target.site]\npackage = \"https://example.com\"\n",
    ) => str![[r#"
unknown-key: unknown key `package` in the target `site`
errbook.toml:2:1
help: known keys are `out`, `catalogs`, `internal`, `title`, `base_url`
"#]];

    a_license_for_the_site: project(
        "errbook.toml",
        "[target.site]\nlicense = \"https://example.com\"\n",
    ) => str![[r#"
unknown-key: unknown key `license` in the target `site`
errbook.toml:2:1
help: known keys are `out`, `catalogs`, `internal`, `title`, `base_url`
"#]];

    a_title_for_json: project(
        "errbook.toml",
        "[target.json]\ntitle = \"https://example.com\"\n",
    ) => str![[r#"
unknown-key: unknown key `title` in the target `json`
errbook.toml:2:1
help: known keys are `out`, `catalogs`, `internal`
"#]];

    an_address_for_rust: project(
        "errbook.toml",
        "[target.rust]\nbase_url = \"https://example.com\"\n",
    ) => str![[r#"
unknown-key: unknown key `base_url` in the target `rust`
errbook.toml:2:1
help: known keys are `out`, `catalogs`, `internal`, `package`, `version`, `license`, `authors`, `repository`, `homepage`, `publish`, `exhaustive`, `integrations`
"#]];

    an_address_without_a_scheme: project(
        "errbook.toml",
        "[target.site]\nbase_url = \"example.com\"\n",
    ) => str![[r#"
site-address: `example.com` is not the address of a site
errbook.toml:2:12
help: write it like `https://docs.example.com/errors/`
"#]];

    an_address_without_a_host: project(
        "errbook.toml",
        "[target.site]\nbase_url = \"https://\"\n",
    ) => str![[r#"
site-address: `https://` is not the address of a site
errbook.toml:2:12
help: write it like `https://docs.example.com/errors/`
"#]];

    an_address_with_a_query: project(
        "errbook.toml",
        "[target.site]\nbase_url = \"https://example.com/?a\"\n",
    ) => str![[r#"
site-address: `https://example.com/?a` is not the address of a site
errbook.toml:2:12
help: write it like `https://docs.example.com/errors/`
"#]];

    an_address_with_a_backslash_and_a_quote: project(
        "errbook.toml",
        "[target.site]\nbase_url = \"https://a/\\\"b\"\n",
    ) => str![[r#"
site-address: `https://a/"b` is not the address of a site
errbook.toml:2:12
help: write it like `https://docs.example.com/errors/`
"#]];

    one_folder_for_two_targets: project(
        "errbook.toml",
        "[target.rust]\nout = \"gen\"\n[target.json]\nout = \"./x/../gen\"\n",
    ) => str![[r#"
target-folder: the targets `rust` and `json` have the same folder
errbook.toml:4:7
help: give each target its own `out`
"#]];

    a_folder_that_is_the_default_of_another_target: project(
        "errbook.toml",
        "[target.rust]\nout = \"generated/json\"\nversin = \"1.0.0\"\n",
    ) => str![[r#"
target-folder: the targets `rust` and `json` have the same folder
errbook.toml:2:7
help: give each target its own `out`
unknown-key: unknown key `versin` in the target `rust`
errbook.toml:3:1
help: did you mean `version`?
"#]];

    folders_in_the_registry: project(
        "errbook.toml",
        "[target.rust]\nout = \"registry\"\n[target.site]\nout = \"x/../registry/y\"\n",
    ) => str![[r#"
target-folder: the folder of the target `rust` is the registry folder
errbook.toml:2:7
help: give the target an `out` outside the registry
target-folder: the folder of the target `site` is inside the registry folder
errbook.toml:4:7
help: give the target an `out` outside the registry
"#]];

    folders_outside_the_repository: project(
        "errbook.toml",
        "registry = \"/etc\"\n[target.rust]\nout = \".git/hooks\"\n[target.json]\nout = \"a/.GIT\"\n",
    ) => str![[r#"
outside-folder: the registry is outside the repository
errbook.toml:1:12
help: name a folder in the repository, or, if you trust this file, run the command with `--allow-outside`
outside-folder: the folder of the target `rust` is outside the repository
errbook.toml:3:7
help: name a folder in the repository, or, if you trust this file, run the command with `--allow-outside`
outside-folder: the folder of the target `json` is outside the repository
errbook.toml:5:7
help: name a folder in the repository, or, if you trust this file, run the command with `--allow-outside`
"#]];

    the_registry_in_a_default_folder: project(
        "errbook.toml",
        "registry = \"generated\"\ntargets = [\"json\"]\n",
    ) => str![[r#"
target-folder: the folder of the target `json` is inside the registry folder
errbook.toml:1:12
help: give the target an `out` outside the registry
"#]];

    a_bracket_that_is_not_closed_in_yaml: project("errbook.yaml", "registry: [r\n") => str![[r#"
yaml-syntax: `[` is never closed
errbook.yaml:1:11
help: close it with `]`
"#]];

    a_duplicate_key_in_yaml: project("errbook.yaml", "registry: r\nregistry: s\n") => str![[r#"
duplicate-key: the key `registry` appears twice in this map
errbook.yaml:2:1
help: remove one of the two, or merge them
"#]];

    a_list_in_yaml: project("errbook.yaml", "- a\n") => str![[r#"
wrong-type: expected a map for the project file, found a list
errbook.yaml:1:1
help: write each key on a line of its own: `key: value`
"#]];
}

/// Opens project files with one option, and compares what is found in each.
#[track_caller]
fn options(target: &str, option: &str, values: &[&str], expected: Inline) {
    let folder = support::scratch_of_test();
    let file = folder.join("errbook.toml");
    let found = values.iter().map(|value| {
        let text = format!("[target.{target}]\n{option} = {}\n", serde_json::json!(value));
        std::fs::write(&file, text).expect("the project file is written");
        let Err(error) = Project::open(&file, Reach::Repository) else {
            return format!("{value:?} is fine");
        };
        let lines = error.to_string();
        let lines = lines.lines().map(str::trim_start);
        let said =
            |start: &str| lines.clone().find_map(|line| line.strip_prefix(start)).unwrap_or("");
        let place = format!("errbook.toml:2:{}", option.len() + 4);
        assert!(said("--> ").ends_with(&place), "{error}");
        let title = said("error[").replacen(']', "", 1);
        format!("{value:?}\n  {title}\n  {}", said("= "))
    });
    expect::shows(&found.collect::<Vec<_>>().join("\n"), expected);
}

#[test]
fn names_of_crates() {
    let names = [
        "@acme/errors",
        "a b",
        "1x",
        "../x",
        "größe",
        "§",
        "fn",
        "serde_json",
        "acme_errors",
        "Errors",
        "x",
    ];
    options(
        "rust",
        "package",
        &names,
        str![[r#"
"@acme/errors"
  package-name: `@acme/errors` cannot be the name of a crate
  help: write `acme-errors`, for example
"a b"
  package-name: `a b` cannot be the name of a crate
  help: write `a-b`, for example
"1x"
  package-name: `1x` cannot be the name of a crate
  help: write `errors-1x`, for example
"../x"
  package-name: `../x` cannot be the name of a crate
  help: write `x`, for example
"größe"
  package-name: `größe` cannot be the name of a crate
  help: write `gr-e`, for example
"§"
  package-name: `§` cannot be the name of a crate
  help: use ASCII letters, digits, `-` and `_`, starting with a letter
"fn"
  package-name: `fn` cannot be the name of a crate: it is a reserved word in Rust
  help: write `fn-errors`, for example
"serde_json"
  package-name: `serde_json` is the name of a crate that the generated one uses
  help: write `serde_json-errors`, for example
"acme_errors" is fine
"Errors" is fine
"x" is fine
"#]],
    );
}

#[test]
fn names_of_npm_packages() {
    let names = [
        "Errors",
        "@Acme/errors",
        "_errors",
        ".x",
        "a~b",
        "@/x",
        "fs",
        "@acme/errors",
        "a.b_c-d",
        "1x",
        "@acme/fs",
    ];
    options(
        "typescript",
        "package",
        &names,
        str![[r#"
"Errors"
  package-name: `Errors` cannot be the name of an npm package
  help: write `errors`, for example
"@Acme/errors"
  package-name: `@Acme/errors` cannot be the name of an npm package
  help: write `acme-errors`, for example
"_errors"
  package-name: `_errors` cannot be the name of an npm package
  help: write `errors`, for example
".x"
  package-name: `.x` cannot be the name of an npm package
  help: write `x`, for example
"a~b"
  package-name: `a~b` cannot be the name of an npm package
  help: write `a-b`, for example
"@/x"
  package-name: `@/x` cannot be the name of an npm package
  help: write `x`, for example
"fs"
  package-name: `fs` cannot be the name of an npm package: it is a module of Node
  help: write `fs-errors`, for example
"@acme/errors" is fine
"a.b_c-d" is fine
"1x" is fine
"@acme/fs" is fine
"#]],
    );
}

#[test]
fn names_of_packages_may_be_long() {
    project("errbook.toml", &format!("[target.rust]\npackage = \"{}\"\n", "x".repeat(64)), str![]);
    project(
        "errbook.toml",
        &format!("[target.typescript]\npackage = \"{}\"\n", "x".repeat(214)),
        str![],
    );
}

const VERSIONS: &[&str] = &[
    "1.0",
    "v2.1.0",
    "1",
    "x",
    "01.0.0",
    "9007199254740992.0.0",
    "1.0.0-rc.1+build.5",
    "0.0.0",
    "a\u{200b}b",
];

cases! {
    versions_of_the_crate: options("rust", "version", VERSIONS) => str![[r#"
"1.0"
  package-version: `1.0` is not a semantic version
  help: write `1.0.0`
"v2.1.0"
  package-version: `v2.1.0` is not a semantic version
  help: write `2.1.0`
"1"
  package-version: `1` is not a semantic version
  help: write `1.0.0`
"x"
  package-version: `x` is not a semantic version
  help: write three numbers, as in `0.1.0`; see https://semver.org
"01.0.0"
  package-version: `01.0.0` is not a semantic version
  help: write three numbers, as in `0.1.0`; see https://semver.org
"9007199254740992.0.0" is fine
"1.0.0-rc.1+build.5" is fine
"0.0.0" is fine
"a\u{200b}b"
  target-option: this option has a character that cannot be seen
  help: remove the character, or remove the option to use its default
"#]];

    versions_of_the_npm_package: options("typescript", "version", VERSIONS) => str![[r#"
"1.0"
  package-version: `1.0` is not a semantic version
  help: write `1.0.0`
"v2.1.0"
  package-version: `v2.1.0` is not a semantic version
  help: write `2.1.0`
"1"
  package-version: `1` is not a semantic version
  help: write `1.0.0`
"x"
  package-version: `x` is not a semantic version
  help: write three numbers, as in `0.1.0`; see https://semver.org
"01.0.0"
  package-version: `01.0.0` is not a semantic version
  help: write three numbers, as in `0.1.0`; see https://semver.org
"9007199254740992.0.0"
  package-version: `9007199254740992.0.0` is too long a version for npm
  help: write three numbers, as in `0.1.0`; see https://semver.org
"1.0.0-rc.1+build.5" is fine
"0.0.0" is fine
"a\u{200b}b"
  target-option: this option has a character that cannot be seen
  help: remove the character, or remove the option to use its default
"#]];

    versions_of_openapi_documents: options("openapi", "version", VERSIONS) => str![[r#"
"1.0" is fine
"v2.1.0" is fine
"1" is fine
"x" is fine
"01.0.0" is fine
"9007199254740992.0.0" is fine
"1.0.0-rc.1+build.5" is fine
"0.0.0" is fine
"a\u{200b}b"
  target-option: this option has a character that cannot be seen
  help: remove the character, or remove the option to use its default
"#]];
}

const LICENSES: &[&str] = &[
    "Apache 2.0",
    "MIT/Apache-2.0",
    "MIT or X",
    "(MIT",
    "MIT)",
    "MIT OR",
    "()",
    "MIT",
    "(MIT OR Apache-2.0) AND GPL-2.0+",
    "GPL-2.0-only WITH Classpath-exception-2.0",
    "LicenseRef-Acme",
    "DocumentRef-x:LicenseRef-Acme",
    "UNLICENSED",
    "SEE LICENSE IN LICENSE.md",
    "a\u{200b}b",
];

cases! {
    licenses_of_the_crate: options("rust", "license", LICENSES) => str![[r#"
"Apache 2.0"
  package-license: `Apache 2.0` is not an SPDX expression
  help: write the ids of https://spdx.org/licenses, as in `MIT OR Apache-2.0`
"MIT/Apache-2.0"
  package-license: `MIT/Apache-2.0` is not an SPDX expression
  help: write the ids of https://spdx.org/licenses, as in `MIT OR Apache-2.0`
"MIT or X"
  package-license: `MIT or X` is not an SPDX expression
  help: write the ids of https://spdx.org/licenses, as in `MIT OR Apache-2.0`
"(MIT"
  package-license: `(MIT` is not an SPDX expression
  help: write the ids of https://spdx.org/licenses, as in `MIT OR Apache-2.0`
"MIT)"
  package-license: `MIT)` is not an SPDX expression
  help: write the ids of https://spdx.org/licenses, as in `MIT OR Apache-2.0`
"MIT OR"
  package-license: `MIT OR` is not an SPDX expression
  help: write the ids of https://spdx.org/licenses, as in `MIT OR Apache-2.0`
"()"
  package-license: `()` is not an SPDX expression
  help: write the ids of https://spdx.org/licenses, as in `MIT OR Apache-2.0`
"MIT" is fine
"(MIT OR Apache-2.0) AND GPL-2.0+" is fine
"GPL-2.0-only WITH Classpath-exception-2.0" is fine
"LicenseRef-Acme" is fine
"DocumentRef-x:LicenseRef-Acme" is fine
"UNLICENSED" is fine
"SEE LICENSE IN LICENSE.md"
  package-license: `SEE LICENSE IN LICENSE.md` is not an SPDX expression
  help: write the ids of https://spdx.org/licenses, as in `MIT OR Apache-2.0`
"a\u{200b}b"
  target-option: this option has a character that cannot be seen
  help: remove the character, or remove the option to use its default
"#]];

    licenses_of_the_npm_package: options("typescript", "license", LICENSES) => str![[r#"
"Apache 2.0"
  package-license: `Apache 2.0` is not an SPDX expression
  help: write the ids of https://spdx.org/licenses, as in `MIT OR Apache-2.0`
"MIT/Apache-2.0"
  package-license: `MIT/Apache-2.0` is not an SPDX expression
  help: write the ids of https://spdx.org/licenses, as in `MIT OR Apache-2.0`
"MIT or X"
  package-license: `MIT or X` is not an SPDX expression
  help: write the ids of https://spdx.org/licenses, as in `MIT OR Apache-2.0`
"(MIT"
  package-license: `(MIT` is not an SPDX expression
  help: write the ids of https://spdx.org/licenses, as in `MIT OR Apache-2.0`
"MIT)"
  package-license: `MIT)` is not an SPDX expression
  help: write the ids of https://spdx.org/licenses, as in `MIT OR Apache-2.0`
"MIT OR"
  package-license: `MIT OR` is not an SPDX expression
  help: write the ids of https://spdx.org/licenses, as in `MIT OR Apache-2.0`
"()"
  package-license: `()` is not an SPDX expression
  help: write the ids of https://spdx.org/licenses, as in `MIT OR Apache-2.0`
"MIT" is fine
"(MIT OR Apache-2.0) AND GPL-2.0+" is fine
"GPL-2.0-only WITH Classpath-exception-2.0" is fine
"LicenseRef-Acme" is fine
"DocumentRef-x:LicenseRef-Acme" is fine
"UNLICENSED" is fine
"SEE LICENSE IN LICENSE.md" is fine
"a\u{200b}b"
  target-option: this option has a character that cannot be seen
  help: remove the character, or remove the option to use its default
"#]];
}

const ADDRESSES: &[&str] = &[
    "github:acme/errors",
    "git@github.com:acme/errors.git",
    "git+https://github.com/acme/errors.git",
    "errors.acme.example/docs",
    "ftp",
    "https://",
    "https://acme.example/a b",
    "https://github.com/acme/errors",
    "http://git.acme.example/errors",
];

cases! {
    addresses_of_repositories: options("rust", "repository", ADDRESSES) => str![[r#"
"github:acme/errors"
  package-address: `github:acme/errors` is not a web address
  help: write `https://github.com/acme/errors`
"git@github.com:acme/errors.git"
  package-address: `git@github.com:acme/errors.git` is not a web address
  help: write `https://github.com/acme/errors.git`
"git+https://github.com/acme/errors.git"
  package-address: `git+https://github.com/acme/errors.git` is not a web address
  help: write `https://github.com/acme/errors.git`
"errors.acme.example/docs"
  package-address: `errors.acme.example/docs` is not a web address
  help: write `https://errors.acme.example/docs`
"ftp"
  package-address: `ftp` is not a web address
  help: write it like `https://github.com/acme/errors`
"https://"
  package-address: `https://` is not a web address
  help: write it like `https://github.com/acme/errors`
"https://acme.example/a b"
  package-address: `https://acme.example/a b` is not a web address
  help: write it like `https://github.com/acme/errors`
"https://github.com/acme/errors" is fine
"http://git.acme.example/errors" is fine
"#]];

    registries_of_cargo: project(
        "errbook.toml",
        "[target.rust]\npublish = [\"acme\", \"crates.io\"]\n",
    ) => str![[r#"
package-address: `crates.io` cannot be the name of a registry
errbook.toml:2:20
help: write its name in Cargo's configuration: that of the table `[registries.NAME]`
"#]];
}

/// A character that cannot be seen: inside, at the start and at the end.
const UNSEEN: &[&str] = &["a\u{200b}b", "\u{feff}b", "a\u{ad}"];

cases! {
    unseen_characters_in_a_title: options("site", "title", UNSEEN) => str![[r#"
"a\u{200b}b"
  target-option: this option has a character that cannot be seen
  help: remove the character, or remove the option to use its default
"\u{feff}b"
  target-option: this option has a character that cannot be seen
  help: remove the character, or remove the option to use its default
"a\u{ad}"
  target-option: this option has a character that cannot be seen
  help: remove the character, or remove the option to use its default
"#]];

    unseen_characters_in_a_folder: options("json", "out", UNSEEN) => str![[r#"
"a\u{200b}b"
  target-option: this option has a character that cannot be seen
  help: remove the character, or remove the option to use its default
"\u{feff}b"
  target-option: this option has a character that cannot be seen
  help: remove the character, or remove the option to use its default
"a\u{ad}"
  target-option: this option has a character that cannot be seen
  help: remove the character, or remove the option to use its default
"#]];

    unseen_characters_in_the_registry: project(
        "errbook.toml",
        "registry = \"reg\\u200bistry\"\n",
    ) => str![[r#"
target-option: this option has a character that cannot be seen
errbook.toml:1:12
help: remove the character, or remove the option to use its default
"#]];

    folders_that_are_one_where_case_is_ignored: project(
        "errbook.toml",
        "[target.rust]\nout = \"o\"\n[target.json]\nout = \"O\"\n",
    ) => str![[r#"
target-folder: the targets `rust` and `json` have the same folder
errbook.toml:4:7
help: give each target its own `out`
"#]];
}

/// Gives a target a folder in that of another, and compares which files would be written there.
#[track_caller]
fn nested(outer: &str, inner: &str, path: &str, expected: Inline) {
    let folder = support::scratch_of_test();
    put(&folder, "registry/shop/catalog.yaml", super::CATALOG);
    put(&folder, "registry/shop/orders.yaml", super::ORDERS);
    let options =
        format!("[target.{outer}]\nout = \"docs\"\n[target.{inner}]\nout = \"docs/{path}\"\n");
    put(&folder, "errbook.toml", options);
    let project = Project::open(&folder.join("errbook.toml"), Reach::Repository).expect("it opens");
    let checked = errbook::open(&project).expect("the registry is read");
    let found = checked.diagnostics.iter().filter(|it| it.rule.id == "target-folder");
    let found: Vec<&str> = found.map(|found| found.message.as_str()).collect();
    assert_eq!(checked.model.is_some(), found.is_empty());
    expect::shows(&found.join("\n"), expected);
}

cases! {
    a_target_in_the_folder_of_a_catalog: nested("markdown", "rust", "shop") => str![
            "the target `markdown` would write `shop/README.md` into the folder of the target `rust`"
        ];

    a_target_in_the_folder_of_pages_in_another_case: nested(
        "markdown",
        "json",
        "Shop/errors",
    ) => str![
            "the target `markdown` would write `shop/errors/not_found.md` into the folder of the target `json`"
        ];

    a_target_in_the_folder_of_sources: nested("rust", "typescript", "src") => str![
            "the target `rust` would write `src/lib.rs` into the folder of the target `typescript`"
        ];

    a_target_below_a_file: nested("json", "rust", "registry.json/x") => str!["the target `json` would write `registry.json` into the folder of the target `rust`"];
}

#[test]
fn targets_in_folders_that_another_does_not_use() {
    nested("markdown", "rust", "rust", str![]);
    nested("markdown", "rust", "shop-2", str![]);
    nested("rust", "site", "site", str![]);
}
