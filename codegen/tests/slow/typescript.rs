//! The TypeScript package as its users meet it: the compiler, Node, npm, and bundlers.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::families::families;
use crate::support::registry::{details_as_read, in_folder, of_texts, real, render};
use crate::support::{npm_tools, root, run, scratch, tsc};
use errbook::example::{self, Content};
use errbook::model::{Catalog, Code, Model};
use errbook::output::HEADER;
use errbook::targets::Options;
use serde_json::{Map, Value, json};

/// Writes the package to a folder.
pub(crate) fn write(model: &Model, folder: &Path) {
    write_as(model, "api-errors", folder);
}

/// Writes the package with a name to a folder.
pub(crate) fn write_as(model: &Model, name: &str, folder: &Path) {
    let mut options = Options::default();
    name.clone_into(&mut options.typescript.package.0);
    for output in render("typescript", model, &options) {
        assert!(output.text.ends_with('\n') && !output.text.ends_with("\n\n"), "{}", output.path);
        assert!(output.text.lines().take(2).any(|line| line.contains(HEADER)), "{}", output.path);
        assert!(!output.text.contains('\r'), "{}", output.path);
        let path = folder.join(&output.path);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a new folder");
        fs::write(path, &output.text).expect("a new file");
    }
}

/// Writes the real registry's package where the files of a test can import it by name.
fn consumer(name: &str) -> PathBuf {
    let folder = scratch(name);
    write(&real(), &folder.join("node_modules/api-errors"));
    fs::write(folder.join("package.json"), r#"{ "type": "module" }"#).expect("a new file");
    folder
}

fn script(name: &str) -> PathBuf {
    root().join("codegen/tests/slow/typescript").join(name)
}

fn node() -> Command {
    Command::new("node")
}

/// Type-checks the declarations and compares them with the JavaScript.
fn check_agreement(folder: &Path) {
    run(node()
        .arg(script("agree.mjs"))
        .arg(folder)
        .arg(npm_tools().join("node_modules/typescript")));
}

/// Type-checks files that import the package, and its declarations, with both kinds of module
/// resolution and with the oldest supported, a common, and the newest compiler.
pub(crate) fn check_types(folder: &Path, files: &[&str]) {
    for (module, resolution) in [("nodenext", "nodenext"), ("esnext", "bundler")] {
        let config = json!({
            "compilerOptions": {
                "noEmit": true,
                "strict": true,
                "skipLibCheck": false,
                "isolatedModules": true,
                "noImplicitOverride": true,
                "noImplicitReturns": true,
                "exactOptionalPropertyTypes": true,
                "noUncheckedIndexedAccess": true,
                "noPropertyAccessFromIndexSignature": true,
                "noFallthroughCasesInSwitch": true,
                "verbatimModuleSyntax": true,
                "target": "es2022",
                "lib": ["es2022", "dom"],
                "types": [],
                "module": module,
                "moduleResolution": resolution,
            },
            "files": files,
        });
        let path = folder.join(format!("tsconfig.{resolution}.json"));
        fs::write(&path, config.to_string()).expect("a new file");
        for version in ["typescript-5.4", "typescript", "typescript-newest"] {
            run(tsc(version).arg("-p").arg(&path));
        }
    }
}

/// Compiles a module to JavaScript beside it.
pub(crate) fn compile(folder: &Path, file: &str) {
    let options = ["--target", "es2022", "--lib", "es2022,dom", "--module", "nodenext", "--strict"];
    run(tsc("typescript").args(options).arg(file).current_dir(folder));
}

/// What the crate of templates embeds is what the compiler makes of the TypeScript beside it.
#[test]
fn the_runtime_is_what_its_source_compiles_to() {
    let folder = scratch("typescript-runtime");
    let source = root().join("templates/typescript");
    run(tsc("typescript").arg("-p").arg(&source).arg("--outDir").arg(&folder));
    for (name, embedded) in
        errbook_templates::TYPESCRIPT_RUNTIME.iter().chain(errbook_templates::TYPESCRIPT_LANGUAGES)
    {
        let compiled = fs::read_to_string(folder.join(name)).expect("it is compiled");
        assert!(
            *embedded == compiled,
            "{name} is stale; run `npm ci --prefix codegen/tests/tools` and \
             `node codegen/tests/tools/node_modules/typescript/bin/tsc -p templates/typescript`"
        );
    }
}

#[test]
fn declarations_and_code_agree() {
    let folder = scratch("typescript-agree");
    write(&real(), &folder);
    check_agreement(&folder);
}

#[test]
fn types_admit_what_is_right_and_nothing_else() {
    let folder = consumer("typescript-types");
    let files = ["consumer.ts", "documents.ts"];
    for file in files {
        fs::copy(script(file), folder.join(file)).expect("a copy");
    }
    check_types(&folder, &files);
}

/// The functions of the reader's application that a program imports.
pub(crate) fn app_functions(program: &str) -> Vec<String> {
    let imports = program.split_once("} from \"./app.js\"").map_or("", |(imports, _)| imports);
    let names = imports.rsplit_once('{').map_or("", |(_, names)| names).split(',').map(str::trim);
    names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// An application whose functions only report that they were called.
pub(crate) fn app(functions: BTreeSet<String>) -> String {
    let function = |name: String| {
        format!("export const {name} = (it: unknown): unknown => [\"{name}\", it];\n")
    };
    functions.into_iter().map(function).collect()
}

#[test]
fn the_examples_of_the_readme_compile_and_follow_the_handling_order() {
    let folder = consumer("typescript-readme");
    let readme = fs::read_to_string(folder.join("node_modules/api-errors/README.md"))
        .expect("there is a README");
    let mut files = Vec::new();
    let mut functions = BTreeSet::new();
    for (index, block) in readme.split("```ts\n").skip(1).enumerate() {
        let (block, _) = block.split_once("```").expect("a block has an end");
        functions.extend(app_functions(block));
        let file = format!("example-{index}.ts");
        fs::write(folder.join(&file), block).expect("a new file");
        files.push(file);
    }
    fs::write(folder.join("app.ts"), app(functions)).expect("a new file");
    assert!(files.len() >= 6, "{files:?}");
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    check_types(&folder, &files);
    let build = ["--target", "es2022", "--module", "nodenext", "--strict"];
    run(tsc("typescript").args(build).args(files).current_dir(&folder));
    write_cases(&real(), &folder);
    fs::copy(script("handling.mjs"), folder.join("handling.mjs")).expect("a copy");
    run(node().arg("handling.mjs").current_dir(&folder));
}

#[test]
fn every_example_response_is_read() {
    let folder = consumer("typescript-behavior");
    let model = real();
    write_cases(&model, &folder);
    fs::copy(script("behavior.mjs"), folder.join("behavior.mjs")).expect("a copy");
    write(&model, &folder.join("copy"));
    run(node().args(["--test", "behavior.mjs"]).current_dir(&folder));
}

#[test]
fn ready_made_envelopes_are_read() {
    let folder = scratch("typescript-envelopes");
    let package = folder.join("node_modules/api-errors");
    let model = in_folder("codegen/tests/slow/envelopes/registry");
    write(&model, &package);
    check_agreement(&package);
    fs::write(folder.join("package.json"), r#"{ "type": "module" }"#).expect("a new file");
    fs::copy(script("envelopes.ts"), folder.join("envelopes.ts")).expect("a copy");
    check_types(&folder, &["envelopes.ts"]);
    write_cases(&model, &folder);
    fs::copy(script("envelopes.mjs"), folder.join("envelopes.mjs")).expect("a copy");
    run(node().args(["--test", "envelopes.mjs"]).current_dir(&folder));
}

#[test]
fn a_client_matches_on_a_family() {
    let folder = scratch("typescript-families");
    let package = folder.join("node_modules/api-errors");
    write(&families(), &package);
    check_agreement(&package);
    fs::write(folder.join("package.json"), r#"{ "type": "module" }"#).expect("a new file");
    fs::copy(script("families.ts"), folder.join("families.ts")).expect("a copy");
    check_types(&folder, &["families.ts"]);
    let build = ["--target", "es2022", "--module", "nodenext", "families.ts"];
    run(tsc("typescript").args(build).current_dir(&folder));
    run(node().arg("families.js").current_dir(&folder));
}

#[test]
fn an_error_tells_what_a_program_needs_is_passed_on_and_retried() {
    let folder = scratch("typescript-members");
    let model = in_folder("codegen/tests/slow/servers/registry");
    write(&model, &folder.join("node_modules/api-errors"));
    fs::write(folder.join("package.json"), r#"{ "type": "module" }"#).expect("a new file");
    for program in ["members", "retries"] {
        let file = format!("{program}.ts");
        fs::copy(script(&file), folder.join(&file)).expect("a copy");
        check_types(&folder, &[&file]);
        compile(&folder, &file);
        run(node().arg(format!("{program}.js")).current_dir(&folder));
    }
}

#[test]
fn nothing_that_arrives_breaks_a_reader() {
    let folder = consumer("typescript-properties");
    write_cases(&real(), &folder);
    fs::copy(script("properties.mjs"), folder.join("properties.mjs")).expect("a copy");
    let tools = npm_tools().join("node_modules/");
    run(node().arg("properties.mjs").arg(tools).current_dir(&folder));
}

/// Runs the program of the page on TypeScript against responses of its API.
#[test]
fn the_program_of_the_repository_runs() {
    let folder = consumer("typescript-program");
    let page = fs::read_to_string(root().join("docs/typescript.md")).expect("there is a page");
    let (_, block) = page.split_once("```ts\n").expect("a program");
    let (program, _) = block.split_once("```").expect("a block has an end");
    fs::write(folder.join("program.ts"), program).expect("a new file");
    check_types(&folder, &["program.ts"]);
    let build = ["--target", "es2022", "--module", "nodenext", "program.ts"];
    run(tsc("typescript").args(build).current_dir(&folder));
    fs::copy(script("program.mjs"), folder.join("program.mjs")).expect("a copy");
    run(node().arg("program.mjs").current_dir(&folder));
}

/// Writes the example responses of every code and what must be read from them.
fn write_cases(model: &Model, folder: &Path) {
    let cases: Vec<Value> = model
        .catalogs
        .iter()
        .flat_map(|catalog| catalog.codes.iter().map(move |code| case(catalog, code)))
        .collect();
    let count: usize = model.catalogs.iter().map(|catalog| catalog.codes.len()).sum();
    let cases = json!({ "cases": cases, "codes": count });
    fs::write(folder.join("cases.json"), cases.to_string()).expect("a new file");
}

#[test]
fn no_text_of_a_registry_breaks_out() {
    let folder = scratch("typescript-hostile");
    let package = folder.join("node_modules/api-errors");
    let model = hostile();
    write(&model, &package);
    check_agreement(&package);
    fs::write(folder.join("package.json"), r#"{ "type": "module" }"#).expect("a new file");
    let catalog = model.catalog("hostile").expect("the catalog");
    let code = catalog.code("self").expect("the code");
    let example = example::response(catalog, code);
    let Content::Body(body) = example.content else { panic!("it is sent as a body") };
    let texts: Map<String, Value> = catalog
        .codes
        .iter()
        .map(|code| {
            (code.name.clone(), json!(code.description.as_ref().map(errbook::model::Text::source)))
        })
        .collect();
    let expected = json!({
        "codes": texts.keys().collect::<Vec<_>>(),
        "texts": texts,
        "response": { "status": example.status, "headers": example.headers, "body": body },
    });
    fs::write(folder.join("hostile.json"), expected.to_string()).expect("a new file");
    fs::copy(script("hostile.mjs"), folder.join("hostile.mjs")).expect("a copy");
    run(node().arg("hostile.mjs").current_dir(&folder));
}

/// A registry of reserved words and of texts that try to end the comment, string, or line that they
/// are in, with a second catalog that has next to nothing.
fn hostile() -> Model {
    of_texts([
        ("hostile/catalog.yaml", include_str!("typescript/hostile/catalog.yaml")),
        ("hostile/default.yaml", include_str!("typescript/hostile/default.yaml")),
        ("hostile/also.yaml", include_str!("typescript/hostile/also.yaml")),
        (
            "runtime/catalog.yaml",
            "catalog: runtime\ntitle: R\ncodes: { style: kebab-case }\nenvelope: { shape: { code: $code } }\n",
        ),
    ])
}

#[test]
fn an_editor_strikes_out_what_is_deprecated_and_explains_codes() {
    let folder = scratch("typescript-editor");
    let catalog = "catalog: shop\ntitle: Shop API\ncodes: { style: snake_case }\n\
        envelope: { shape: { code: $code, message: $message } }\n";
    let section = "section: Orders\nerrors:\n\
        \x20 order_done: { status: 409, description: The order is done. }\n\
        \x20 order_closed:\n    status: 409\n    description: The order is closed.\n\
        \x20   deprecated: { since: \"2.0\", replaced_by: order_done, note: Shops do not close. }\n";
    let model = of_texts([("shop/catalog.yaml", catalog), ("shop/orders.yaml", section)]);
    write(&model, &folder.join("node_modules/api-errors"));
    fs::write(folder.join("package.json"), r#"{ "type": "module" }"#).expect("a new file");
    let program = folder.join("program.ts");
    let text = "import { ErrorCodes } from \"api-errors/shop/codes\";\n\
        export const old = ErrorCodes./*?*/order_closed;\n\
        export const now = ErrorCodes./*?*/order_done;\n\
        ErrorCodes.\n";
    fs::write(&program, text).expect("a new file");
    let typescript = npm_tools().join("node_modules/typescript");
    let said = run(node().arg(script("editor.mjs")).args([&program, &typescript]));
    let said: Value = serde_json::from_str(&said).unwrap_or_else(|error| panic!("{error}: {said}"));
    assert_eq!(said["struckOut"], json!(["order_closed"]));
    let offered = json!([["order_done", false], ["order_closed", true]]);
    assert_eq!(said["offered"], offered);
    let explained = |index: usize, text: &str| {
        assert!(said["explained"][index].to_string().contains(text), "{}", said["explained"]);
    };
    explained(0, "The order is closed.");
    explained(0, "@deprecated Since 2.0");
    explained(1, "The order is done.");
}

#[test]
fn the_package_is_fit_to_publish() {
    let folder = scratch("typescript-publish");
    write(&real(), &folder);
    let listed = run(Command::new("npm")
        .args(["pack", "--dry-run", "--json", "--loglevel", "error"])
        .current_dir(&folder));
    let listed = &listed[listed.find('[').expect("a list")..];
    let packed: Value = serde_json::from_str(listed).unwrap_or_else(|e| panic!("{e}: {listed}"));
    let files = packed[0]["files"].as_array().expect("files");
    // All that is generated, and nothing else.
    let path = |file: &Value| file["path"].as_str().expect("a path").to_owned();
    let mut packed: Vec<String> = files.iter().map(path).collect();
    packed.sort();
    let mut generated: Vec<String> =
        render("typescript", &real(), &Options::default()).into_iter().map(|it| it.path).collect();
    generated.sort();
    assert_eq!(packed, generated);
}

#[test]
fn a_bundle_holds_no_more_than_what_is_imported() {
    let folder = consumer("typescript-bundle");
    run(node()
        .arg(script("budget.mjs"))
        .arg(npm_tools().join("node_modules/"))
        .current_dir(&folder));
}

#[test]
fn a_registry_without_catalogs_makes_a_package() {
    let folder = scratch("typescript-empty");
    write(&Model::default(), &folder);
    check_agreement(&folder);
}

/// The example response of a code and what must be read from it.
fn case(catalog: &Catalog, code: &Code) -> Value {
    let response = example::response(catalog, code);
    let (body, location) = match &response.content {
        Content::Body(body) => (Some(body), None),
        Content::Redirect(parameters) => {
            let encode = |text: &str| -> String {
                let bytes: Vec<String> = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
                bytes.concat()
            };
            let query: Vec<String> = parameters
                .iter()
                .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
                .collect();
            (None, Some(format!("https://app.example.com/callback?{}", query.join("&"))))
        }
    };
    let details = details_as_read(code);
    let has_message = serde_json::to_string(&body)
        .expect("JSON")
        .contains(&json!(example::message(code)).to_string());
    json!({
        "catalog": catalog.id,
        "code": code.name,
        "status": response.status.unwrap_or(400),
        "headers": response.headers,
        "body": body,
        "location": location,
        "message": has_message.then(|| example::message(code)),
        "details": details,
        "docsUrl": code.docs_url,
    })
}
