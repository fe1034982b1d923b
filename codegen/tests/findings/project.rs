//! The project file.

use errbook::config::{Project, Reach};

use super::{same, support};

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
        "[target.rust]\nout = \"generated/json\"\nversin = \"1\"\n",
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
