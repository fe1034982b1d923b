//! Codes on the wire that are not the names: numbers, and text that no program could use as a name;
//! and what else a catalog sends about its codes.
//! The compilers of both languages, and programs that use both packages.

use crate::clients::{printed, programs};
use crate::support::registry::{of_texts, render};
use crate::support::{run, tsc, write};
use errbook::model::Model;
use errbook::targets::Options;
use serde_json::{Value, json};

const NUMBERS: &str = "\
catalog: numbers
title: Numbers API
codes: { type: integer }
envelope: { shape: { code: $code, message: $message, \"...\": $details } }
";

const NUMBERED: &str = "\
section: Calls
errors:
  unknown_channel:
    code: 10003
    aliases: [\"10002\"]
    status: 404
    description: There is no such channel.
    details: { channel: { type: string } }
  parse_error: { code: -32700, status: 400, description: That is not JSON. }
  old_name: { code: 7, status: 409, description: It is taken., deprecated: { replaced_by: new_name } }
  new_name:
    code: 7
    status: 409
    description: It is taken.
    allow: { shared-code: Old servers send it for both. }
";

const TEXTS: &str = "\
catalog: texts
title: Texts API
docs: { url: \"https://h/{code}\" }
envelope: { shape: { code: $code, message: $message } }
";

const SECTION: &str = "\
section: Calls
errors:
  affinity_conflict: { code: 'PD:affinity:Err\"Conflict\"', status: 409, description: It is in use. }
  email_in_use: { code: auth/email-already-in-use, status: 400, description: The address is in use. }
  legacy: { code: _LEGACY 0001, status: 500, description: It broke. }
  yellow: { code: \"żółć 💥\", status: 500, description: It broke again. }
";

const FACTS: &str = "\
catalog: facts
title: Facts API
fields:
  sqlstate: { type: string, pattern: '[0-9A-Z]{5}', optional: true }
  severity: { values: { warning: It went on., fatal: It stopped. }, default: warning }
  attempts: { type: integer, default: 3 }
  owner: { visibility: internal, default: billing }
envelope:
  content_type: [application/json, application/problem+json]
  shape:
    - errorClass: $code
      name: $name
      sqlState: $sqlstate | null
      severity: $severity
      attempts: $attempts
      reason?: $cause
      action: $resolution | null
      retryable: $retry<boolean> | null
      args: $arguments
      message: $message
";

const STATED: &str = "\
section: Statements
errors:
  divide_by_zero:
    code: DIVIDE_BY_ZERO
    status: none
    sqlstate: \"22012\"
    severity: fatal
    attempts: 1
    message: Division of {dividend} by zero.
    causes:
      - { cause: The divisor is zero., resolution: Use another divisor. }
      - { cause: The divisor is a column with zeros., resolution: Leave them out. }
    retry: never
    details: { dividend: { type: integer, from: message } }
  syntax_error:
    code: \"42601\"
    status: 400
    description: The parser does not accept the statement.
";

fn model() -> Model {
    of_texts([
        ("numbers/catalog.yaml", NUMBERS),
        ("numbers/calls.yaml", NUMBERED),
        ("texts/catalog.yaml", TEXTS),
        ("texts/calls.yaml", SECTION),
        ("facts/catalog.yaml", FACTS),
        ("facts/statements.yaml", STATED),
    ])
}

#[test]
fn programs_read_and_write_codes_as_they_are() {
    let model = model();
    let folder = programs("wire", model.public(), include_str!("wire/consumer.rs"), "");
    write(&folder.join("main.ts"), include_str!("wire/consumer.ts"));
    let config = json!({
        "compilerOptions": {
            "strict": true, "skipLibCheck": false, "exactOptionalPropertyTypes": true,
            "noUncheckedIndexedAccess": true, "target": "es2022", "lib": ["es2022", "dom"],
            "types": [], "module": "nodenext", "verbatimModuleSyntax": true,
        },
        "files": ["main.ts"],
    });
    write(&folder.join("tsconfig.json"), &config.to_string());
    for version in ["typescript-5.4", "typescript", "typescript-newest"] {
        run(tsc(version).arg("-p").arg(&folder));
    }
    printed(&folder);
}

#[test]
fn schemas_of_numbers_are_numbers() {
    for output in render("openapi", &model(), &Options::default()) {
        if !output.path.ends_with("yaml") || !output.path.contains("numbers") {
            continue;
        }
        let document: Value = serde_yaml::from_str(&output.text).expect("it is YAML");
        let schemas = document["components"]["schemas"].as_object().expect("schemas");
        let (_, codes) = schemas.iter().find(|(name, _)| name.ends_with("ErrorCode")).expect("one");
        assert_eq!(codes["type"], "integer", "{}", output.path);
        assert_eq!(codes["format"], "int64", "{}", output.path);
        assert_eq!(codes["enum"], json!([10003, -32700, 7]), "{}", output.path);
    }
}
