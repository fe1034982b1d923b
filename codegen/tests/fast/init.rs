//! `errbook init`: what it makes has no finding and can be rendered, whatever the envelope; what is
//! there stays as it is.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use errbook::model::CaseStyle;
use errbook::vocabulary::Vocabulary;

use crate::support;
use crate::support::command::{Ran, command, errbook, put};

/// An empty folder that is the top of a repository.
fn empty(test: &str) -> PathBuf {
    let folder = support::scratch(&format!("init-{test}"));
    fs::create_dir_all(folder.join(".git")).expect("it is made");
    folder
}

/// A new registry, which has no finding and is rendered.
#[track_caller]
fn begins(folder: &Path, args: &[&str]) {
    let ran = errbook(folder, &[&["init"], args].concat());
    assert_eq!(ran.exit, 0, "{args:?}: {ran:?}");
    is_clean(folder, args);
}

#[track_caller]
fn is_clean(folder: &Path, args: &[&str]) {
    let checked = errbook(folder, &["check", "--deny", "hints"]).whole();
    let fine = "checked 2 codes in 1 section of 1 catalog\n";
    assert_eq!(checked, (0, fine.to_owned()), "{args:?}");
    assert_eq!(errbook(folder, &["fmt", "--check"]).exit, 0, "{args:?}");
    assert_eq!(errbook(folder, &["generate"]).exit, 0, "{args:?}");
    assert_eq!(errbook(folder, &["generate", "--check"]).exit, 0, "{args:?}");
}

#[test]
fn every_envelope_and_style_begins_without_findings() {
    for format in ["problem-details", "json-api", "simple"] {
        for style in CaseStyle::ALL {
            let style = style.word();
            let folder = empty(&format!("{format}-{style}"));
            begins(&folder, &["--envelope", format, "--codes", style, "--target", "openapi"]);
        }
    }
    begins(&empty("google"), &["--envelope", "google", "--target", "openapi"]);
    let folder = empty("all-targets");
    begins(&folder, &["--name", "shop-api"]);
    let catalog = fs::read_to_string(folder.join("registry/shop-api/catalog.yaml"));
    assert!(catalog.expect("made").contains("title: Shop API\n"));
}

/// What a body becomes: the shape in the catalog.
fn shape(test: &str, body: &str, args: &[&str]) -> String {
    let folder = empty(test);
    put(&folder, "body.json", body);
    let all = [&["--name", "shop", "--body", "body.json", "--target", "json"], args].concat();
    begins(&folder, &all);
    let catalog = fs::read_to_string(folder.join("registry/shop/catalog.yaml")).expect("made");
    let (_, shape) = catalog.split_once("  shape:\n").expect("a shape");
    shape.lines().flat_map(|line| [line.trim_start_matches("    "), "\n"]).collect()
}

#[test]
fn a_body_becomes_the_envelope() {
    let shop = r#"{"error":{"code":"ORDER_GONE","message":"It is gone.","request_id":"r1","details":{"id":"1"}}}"#;
    let expected =
        "error:\ncode: $code\nmessage: $message\nrequest_id: string\ndetails: $details\n";
    assert_eq!(shape("nested", shop, &[]).replace("  ", ""), expected);
    let list = r#"{"errors":[{"code":"not-found","detail":"No thing.","source":{"pointer":"/a"}}],"status":404}"#;
    let expected =
        "errors:\n- code: $code\ndetail: $message\nsource:\npointer: string\nstatus: $status\n";
    assert_eq!(shape("list", list, &[]).replace("  ", ""), expected);
    let numbers = r#"{"ok":false,"err":{"c":1042,"m":"User not found","at":null}}"#;
    let expected = "ok: false\nerr:\nc: $code\nm: $message\nat: string | null\n";
    assert_eq!(shape("numbers", numbers, &[]).replace("  ", ""), expected);
    let oauth = r#"{"error":"invalid_token","error_description":"It is expired."}"#;
    assert_eq!(shape("oauth", oauth, &[]), "error: $code\nerror_description: $message\n");
    let problem = r#"{"type":"https://h/e/no_order","title":"No order","status":404,"code":"no_order","retryable":false}"#;
    let expected = "type: $docs_url\ntitle: $title\nstatus: $status\ncode: $code\nretryable: $retry<boolean>\n";
    assert_eq!(shape("problem", problem, &[]), expected);
    let google = r#"{"code":404,"status":"NOT_FOUND","list":[["a b"]]}"#;
    assert!(shape("statuses", google, &[]).starts_with("code: $status\nstatus: $code\nlist:\n"));
    let said = shape("said", r#"{"fault":"no_order","code":7}"#, &["--slot", "fault=$code"]);
    assert_eq!(said, "fault: $code\ncode: integer\n");
}

/// Bodies of the forms that well-known APIs have, written for this test: each with what its envelope and
/// its catalog say.
const WORLD: &[(&str, &str, &[&str])] = &[
    (
        "problem-type",
        r#"{"type":"https://shop.example/probs/no-credit","title":"No credit.","status":403,"detail":"It costs 50.","instance":"/a/1","balance":30}"#,
        &[
            "type: $type\n",
            "detail: $message\n",
            "balance: integer\n",
            "\ntype: https://shop.example/probs/{name}\n",
            "kebab-case",
        ],
    ),
    (
        "json-api",
        r#"{"errors":[{"id":"9f1c","links":{"about":"https://shop.example/e/bad_name"},"status":"422","code":"bad_name","title":"Bad name","detail":"It is short.","source":{"pointer":"/data"},"meta":{"min":2}}]}"#,
        &["about: $docs_url\n", "status: $status<string>\n", "code: $code\n", "meta: $details\n"],
    ),
    (
        "google-info",
        r#"{"error":{"code":403,"message":"It is off.","status":"PERMISSION_DENIED","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"SERVICE_OFF","domain":"shop.example","metadata":{"service":"s"}}]}}"#,
        &[
            "code: $status\n",
            "status: $grpc\n",
            "reason: $code\n",
            "domain: = shop.example\n",
            "metadata: $details\n",
        ],
    ),
    (
        "payment",
        r#"{"error":{"code":"card_refused","decline_code":"no_money","doc_url":"https://pay.example/docs/card-refused","message":"No money.","param":"","type":"card_error"}}"#,
        &["code: $code\n", "doc_url: $docs_url\n", "/docs/{code|kebab}\"", "type: string\n"],
    ),
    (
        "fields",
        r#"{"message":"It failed.","errors":[{"resource":"Issue","field":"title","code":"missing_field"}],"documentation_url":"https://git.example/rest#create","status":"422"}"#,
        &["code: $code\n", "message: $message\n", "documentation_url: string\n"],
    ),
    (
        "shape-name",
        r#"{"__type":"com.example.store.v2#ResourceNotFound","message":"No table t."}"#,
        &["__type: $code\n", "message: $message\n"],
    ),
    (
        "telephony",
        r#"{"code":21211,"message":"No such number.","more_info":"https://call.example/errors/21211","status":400}"#,
        &[
            "code: $code\n",
            "more_info: $docs_url\n",
            "/errors/{code}\"",
            "status: $status\n",
            "type: integer",
        ],
    ),
    (
        "odata",
        r#"{"error":{"code":"BadArgument","message":"Not again.","target":"password","details":[{"code":"Reuse","target":"p","message":"M"}],"innererror":{"code":"P","innererror":{"code":"Q","minLength":"6"}}}}"#,
        &["code: $code\n", "message: $message\n", "PascalCase", "minLength: string\n"],
    ),
    ("chat", r#"{"ok":false,"error":"channel_not_found"}"#, &["ok: false\n", "error: $code\n"]),
    (
        "graph",
        r#"{"data":null,"errors":[{"message":"No name.","locations":[{"line":6,"column":7}],"path":["hero",1],"extensions":{"code":"NO_NAME","timestamp":"now"}}]}"#,
        &["data: object | null\n", "message: $message\n", "code: $code\n", "SCREAMING_SNAKE_CASE"],
    ),
    (
        "array",
        r#"[{"message":"No such thing.","errorCode":"NOT_FOUND","fields":[]}]"#,
        &["- message: $message\n", "errorCode: $code\n", "fields: string[]\n"],
    ),
];

#[test]
fn bodies_of_the_world_become_envelopes() {
    for (name, body, said) in WORLD {
        let folder = empty(&format!("world-{name}"));
        put(&folder, "body.json", body);
        begins(&folder, &["--name", "shop", "--body", "body.json", "--target", "openapi"]);
        let catalog = fs::read_to_string(folder.join("registry/shop/catalog.yaml")).expect("made");
        for line in *said {
            assert!(catalog.contains(line), "{name}: {line}: {catalog}");
        }
    }
    // The twelfth has no code anywhere: it says which fields are wrong, and how.
    let folder = empty("world-shop");
    put(&folder, "body.json", r#"{"errors":{"title":["can't be blank"],"price":["no number"]}}"#);
    let ran = errbook(&folder, &["init", "--body", "body.json"]);
    assert!(ran.exit == 2 && ran.err.contains("`errbook explain codes.header`"), "{ran:?}");
    assert_eq!(errbook(&folder, &["explain", "codes.header"]).exit, 0);
}

#[test]
fn a_body_is_read_from_the_standard_input() {
    let folder = empty("stdin");
    let mut command = command(&folder, &["init", "--name", "shop", "--body", "-"]);
    let streams = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = streams.spawn().expect("it runs");
    let body = br#"{"code":"no_order","message":"There is none."}"#;
    child.stdin.take().expect("a pipe").write_all(body).expect("it is read");
    let output = child.wait_with_output().expect("it ends");
    let err = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(err.contains("  code     $code     \"no_order\"\n"), "{err}");
    is_clean(&folder, &["--body", "-"]);
}

#[test]
fn a_body_without_a_code_is_refused() {
    let folder = empty("no-code");
    put(&folder, "body.json", r#"{"message":"Not found"}"#);
    let blank = r#"{"type":"about:blank","title":"Not Found","status":404}"#;
    put(&folder, "blank.json", blank);
    for (args, words) in [
        (&["--body", "blank.json"][..], "`about:blank` is the type of every problem without one"),
        (&["--body", "body.json"], "nothing in the body looks like a code"),
        (&["--body", "body.json", "--slot", "code=$code"], "the body has no member `code`"),
        (&["--body", "body.json", "--slot", "code"], "has no `=`"),
        (&["--body", "none.json"], "could not read `none.json`"),
        (&["--body", ".git"], "could not read `.git`"),
    ] {
        let ran = errbook(&folder, &[&["init"], args].concat());
        assert!(ran.exit == 2 && ran.err.contains(words), "{args:?}: {ran:?}");
    }
    let ran = errbook(&folder, &["init", "--name", "Shop_1"]);
    assert!(ran.exit == 1 && ran.err.contains("wrote nothing"), "{ran:?}");
    let left: Vec<_> = fs::read_dir(&folder).expect("it is read").collect();
    assert_eq!(left.len(), 3, "nothing is written: {left:?}");
    // Beside a code, that type is the same in every body.
    put(&folder, "body.json", blank.replace("404", "404, \"code\": \"no_order\""));
    begins(&folder, &["--name", "shop", "--body", "body.json", "--target", "json"]);
    let catalog = fs::read_to_string(folder.join("registry/shop/catalog.yaml")).expect("made");
    assert!(
        catalog.contains("type: \"= about:blank\"") && catalog.contains("code: $code"),
        "{catalog}"
    );
}

#[test]
fn what_is_there_stays() {
    let folder = empty("existing");
    put(&folder, ".gitattributes", "* text=auto\n");
    put(&folder, "errbook.toml", "registry = \"errors\"\ntargets = [\"schema\"]\n");
    put(&folder, "Cargo.toml", "[workspace]\nmembers = []\n");
    put(&folder, "package.json", "{}\n");
    let Ran { exit, out, err } = errbook(&folder, &["init", "--name", "shop"]);
    assert_eq!(exit, 0, "{err}");
    assert!(out.starts_with("new      errors/shop/catalog.yaml\n"), "{out}");
    assert!(err.contains("kept `.gitattributes`, which is there already"), "{err}");
    assert!(err.contains("    /errors/** text eol=lf\n"), "{err}");
    for line in [
        "    errbook = { version = \"0.1\", default-features = false }\n",
        "    shop = []\n",
        "    axum-core = { version = \"0.5\", default-features = false, optional = true }\n",
        "    npm install --save-dev errbook\n",
    ] {
        assert!(err.contains(line), "{line}: {err}");
    }
    let kept = |path: &str| fs::read_to_string(folder.join(path)).expect("it is there");
    assert_eq!(kept(".gitattributes"), "* text=auto\n");
    assert!(kept("errbook.toml").starts_with("registry = \"errors\""));
    assert!(kept("errors/shop/general.yaml").starts_with(
        "# yaml-language-server: $schema=../../generated/schema/shop/section.schema.json\n"
    ));
    let again = errbook(&folder, &["init", "--name", "shop"]);
    assert!(again.exit == 2 && again.err.contains("there is a catalog at `errors/shop` already"));
    // Another catalog beside it.
    assert_eq!(errbook(&folder, &["init", "--name", "mail"]).exit, 0);
    assert_eq!(errbook(&folder, &["check", "--deny", "hints"]).exit, 0);
    // A folder of the project is no place for another one.
    fs::create_dir_all(folder.join("sub")).expect("it is made");
    let below = errbook(&folder.join("sub"), &["init"]);
    assert!(below.exit == 2 && below.err.contains("belongs to the project in `..`"), "{below:?}");
}

#[test]
fn a_project_below_the_top_has_its_recipes_there() {
    let folder = empty("below");
    let below = folder.join("services/shop api");
    fs::create_dir_all(&below).expect("it is made");
    put(&folder, "services/mail/package.json", "{}\n");
    let ran = errbook(&below, &["init", "--name", "shop", "--target", "json"]);
    assert_eq!(ran.exit, 0, "{ran:?}");
    assert!(ran.out.contains("new      ../../.github/workflows/errbook-shop.yml\n"), "{ran:?}");
    let read = |path: &str| fs::read_to_string(folder.join(path)).expect(path);
    let hooks: serde_yaml::Value =
        serde_yaml::from_str(&read(".pre-commit-config.yaml")).expect("YAML");
    let hook = &hooks["repos"][0]["hooks"][0];
    assert_eq!(hook["entry"], "errbook check 'services/shop api'");
    assert_eq!(errbook(&folder, &["check", "services/shop api"]).exit, 0);
    let workflow: serde_yaml::Value =
        serde_yaml::from_str(&read(".github/workflows/errbook-shop.yml")).expect("YAML");
    let job = &workflow["jobs"]["errbook"];
    assert_eq!(job["defaults"]["run"]["working-directory"], "services/shop api");
    let steps = job["steps"].as_sequence().expect("steps");
    let last = steps.last().expect("one")["run"].as_str().expect("a command");
    assert!(last.contains("$GITHUB_BASE_REF:services/shop api/registry\" || exit 0\n"), "{last}");
    // Another project has a workflow of its own; the hooks are there already.
    let ran = errbook(&folder, &["init", "--project", "services/mail", "--target", "json"]);
    assert_eq!(ran.exit, 0, "{ran:?}");
    assert!(ran.err.contains("kept `services/mail/../../.pre-commit-config.yaml`"), "{ran:?}");
    assert!(ran.err.contains("        entry: errbook check services/mail\n"), "{ran:?}");
    assert!(read(".github/workflows/errbook-mail.yml").contains("      - run: npm ci\n"));
}
