//! The invariants of the generator that a test can enforce: which modules may name which, which of
//! them reach outside, and that the same input always makes the same bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use errbook::config::{Project, Reach};
use errbook::jobs::{Destination, jobs, render};
use errbook::output::{HEADER, MANIFEST, Mode, Tree, apply};
use errbook::source::Sources;
use errbook::targets::{TARGETS, Target};
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::{Item, UseTree};

use crate::support;

/// Every module of the library and the modules that it may name. A new module needs a line here.
const MAY_NAME: &[(&str, &[&str])] = &[
    // The foundation.
    ("address", &[]),
    ("visible", &[]),
    ("limits", &[]),
    ("error", &["visible"]),
    ("file_name", &[]),
    ("vocabulary", &[]),
    ("rule", &["vocabulary"]),
    ("parallel", &[]),
    ("timings", &[]),
    ("placeholders", &[]),
    ("text", &["address"]),
    ("template", &[]),
    ("boundary", &["error"]),
    ("disk", &["error"]),
    ("source", &["boundary", "disk", "error", "limits"]),
    ("lines", &[]),
    ("words", &[]),
    ("diagnostic", &["limits", "rule", "source", "visible", "words"]),
    ("model", &["address", "placeholders", "source", "text", "vocabulary"]),
    ("names", &["model"]),
    ("pages", &["address", "file_name", "model", "placeholders"]),
    ("status", &[]),
    ("edits", &[]),
    ("git", &["error", "limits", "visible"]),
    ("example", &["address", "model"]),
    ("reference", &["example", "model", "names", "status", "text", "words"]),
    ("dialect", &["address", "reference", "text", "visible"]),
    ("search", &["model", "reference"]),
    ("report", &["address", "diagnostic", "rule", "source", "visible"]),
    // From files to the model.
    ("yaml", &["diagnostic", "limits", "rule", "source", "visible"]),
    // It looks into the entry of a code for the key that changed.
    ("diff", &["diagnostic", "model", "rule", "source", "yaml"]),
    ("fix", &["diagnostic", "edits", "source", "yaml"]),
    ("decode", &["diagnostic", "model", "rule", "source", "text", "visible", "words", "yaml"]),
    ("language", &["decode", "diagnostic", "model", "rule", "source", "yaml"]),
    ("envelopes", &["decode", "diagnostic", "source", "language", "yaml"]),
    (
        "load",
        &[
            "decode",
            "diagnostic",
            "limits",
            "model",
            "pages",
            "parallel",
            "rule",
            "source",
            "language",
            "timings",
            "yaml",
        ],
    ),
    ("layout", &["decode", "diagnostic", "edits", "source", "language", "yaml"]),
    (
        "lint",
        &[
            "address",
            "decode",
            "diagnostic",
            "edits",
            "example",
            "layout",
            "load",
            "model",
            "names",
            "pages",
            "parallel",
            "placeholders",
            "rule",
            "source",
            "language",
            "text",
            "visible",
            "words",
            "yaml",
        ],
    ),
    (
        "lower",
        &[
            "address",
            "decode",
            "diagnostic",
            "envelopes",
            "file_name",
            "load",
            "model",
            "names",
            "pages",
            "parallel",
            "placeholders",
            "rule",
            "source",
            "language",
            "visible",
            "words",
        ],
    ),
    (
        "recode",
        &[
            "decode",
            "diagnostic",
            "edits",
            "language",
            "load",
            "lower",
            "model",
            "names",
            "source",
            "yaml",
        ],
    ),
    // From the model to files.
    ("package", &["decode", "diagnostic", "file_name", "names", "rule", "yaml"]),
    ("output", &["disk", "error", "parallel"]),
    (
        "targets",
        &[
            "address",
            "decode",
            "diagnostic",
            "dialect",
            "example",
            "file_name",
            "lines",
            "model",
            "names",
            "output",
            "package",
            "pages",
            "parallel",
            "reference",
            "rule",
            "search",
            "status",
            "template",
            "text",
            "words",
            "yaml",
        ],
    ),
    ("published", &["language", "lower", "model", "source", "targets"]),
    (
        "config",
        &[
            "limits",
            "visible",
            "boundary",
            "decode",
            "diagnostic",
            "diff",
            "disk",
            "error",
            "file_name",
            "model",
            "report",
            "rule",
            "source",
            "language",
            "targets",
            "words",
            "yaml",
        ],
    ),
    (
        "again",
        &[
            "config",
            "diagnostic",
            "limits",
            "lint",
            "load",
            "lower",
            "model",
            "rule",
            "source",
            "timings",
        ],
    ),
    ("keys", &["config", "decode", "diagnostic", "language", "source", "words", "yaml"]),
    ("start", &["address", "language", "model", "names", "yaml"]),
    (
        "import",
        &[
            "address",
            "config",
            "diagnostic",
            "language",
            "layout",
            "model",
            "names",
            "rule",
            "source",
            "status",
            "visible",
            "vocabulary",
            "words",
            "yaml",
        ],
    ),
    ("jobs", &["config", "error", "model", "output", "parallel", "targets", "timings", "visible"]),
    ("embed", &["diagnostic", "dialect", "model", "reference", "rule", "source", "words"]),
    ("annotate", &["diagnostic", "edits", "model", "names", "rule", "source", "targets", "yaml"]),
    ("baseline", &["decode", "diagnostic", "error", "output", "report", "rule", "source", "yaml"]),
    (
        "lsp",
        &[
            "baseline",
            "Asked",
            "boundary",
            "Checked",
            "check_in",
            "config",
            "decode",
            "diagnostic",
            "dialect",
            "disk",
            "edits",
            "again",
            "error",
            "fix",
            "keys",
            "language",
            "layout",
            "limits",
            "load",
            "lower",
            "model",
            "recode",
            "reference",
            "rule",
            "source",
            "targets",
            "yaml",
        ],
    ),
    // The entry points.
    ("rulebook", &["Asked", "check_from", "limits", "model", "rule", "source"]),
    (
        "build_script",
        &[
            "config",
            "diagnostic",
            "error",
            "jobs",
            "read",
            "Asked",
            "check_in",
            "output",
            "report",
            "targets",
            "visible",
        ],
    ),
    (
        "cli",
        &[
            "limits",
            "address",
            "annotate",
            "baseline",
            "boundary",
            "config",
            "diagnostic",
            "dialect",
            "published",
            "reference",
            "error",
            "example",
            "may_be_code",
            "Asked",
            "Checked",
            "check_in",
            "check_with",
            "diff",
            "disk",
            "embed",
            "fix",
            "git",
            "import",
            "jobs",
            "keys",
            "layout",
            "lsp",
            "model",
            "names",
            "read",
            "disk",
            "open",
            "outlines",
            "output",
            "recode",
            "report",
            "rule",
            "rulebook",
            "search",
            "source",
            "start",
            "targets",
            "text",
            "timings",
            "visible",
            "words",
        ],
    ),
];

/// The items of the crate root that the entry points use.
const ENTRY: [&str; 8] =
    ["open", "read", "check_in", "check_with", "outlines", "may_be_code", "Asked", "Checked"];

/// The only target that is made from the surface types instead of the model.
const SCHEMA: (&str, &[&str]) = ("targets::schema", &["language"]);

/// The modules of `std` that reach outside, and the modules that may use them.
const MAY_TOUCH: &[(&str, &[&str])] = &[
    // The registry, the project file, the generated files.
    // Which signals are ignored is in a file of the system.
    ("std::fs", &["boundary", "cli::interrupt", "disk", "output", "source"]),
    // The command enters a folder, and asks whether colors are wanted.
    ("std::env", &["build_script", "cli"]),
    // `json::layout` names the types of a serializer, and hands it a sink.
    ("std::io", &["cli", "disk", "error", "git", "output", "source", "targets::json::layout"]),
    // `git` runs the command of that name, and no other. What a killed run left behind has its number.
    ("std::process", &["build_script", "cli", "git", "main", "output"]),
    // The site of `watch` is shown to this machine.
    ("std::net", &["cli::serve"]),
    (
        "std::time",
        &["cli::progress", "cli::timings", "cli::watch", "disk", "lsp", "output", "timings"],
    ),
];

/// Names that appear nowhere, or only in these modules.
const MAY_USE: &[(&str, &[&str])] = &[
    ("print!", &["build_script"]),
    ("println!", &["build_script"]),
    ("eprint!", &[]),
    ("eprintln!", &[]),
    ("dbg!", &[]),
    // What is printed passes a filter in these modules, and messages show paths through `visible`.
    // `git` reads what its command prints.
    ("stdout", &["cli", "git"]),
    ("stderr", &["cli", "git"]),
    (".display", &["targets::rust"]),
    ("panic!", &[]),
    ("todo!", &[]),
    ("unimplemented!", &[]),
    (".unwrap", &[]),
    ("unsafe", &[]),
    // What an id refers to exists because nothing else makes ids.
    ("from_index", &["lower", "model", "published"]),
    // Their order differs from run to run. Findings made from them are sorted; `annotate` and the
    // targets named here only look things up.
    (
        "HashMap",
        &[
            "yaml",
            "lint",
            "lower",
            "annotate",
            "targets::openapi::headers",
            "targets::typescript::catalog",
        ],
    ),
    ("HashSet", &["lint", "lower"]),
];

/// A source file of the generator, without comments and tests.
struct Module {
    /// Its path in the crate: `targets::rust`; for the roots, `main` or nothing.
    name: String,
    /// Every path that it names, from the crate root: `crate::model`, `std::fs`.
    paths: BTreeSet<String>,
    /// Its words; macros with their `!`, methods with their `.`.
    words: BTreeSet<String>,
}

impl Module {
    /// The module of the library that it belongs to.
    fn top(&self) -> &str {
        self.name.split("::").next().unwrap_or_default()
    }

    /// The module directly in a folder of modules that it belongs to, if that is there.
    fn child_of(&self, folder: &str) -> Option<&str> {
        child(folder, &self.name).filter(|name| !["", "main"].contains(name))
    }
}

/// The first step of a path below a folder of modules.
fn child<'p>(folder: &str, path: &'p str) -> Option<&'p str> {
    let below =
        if folder.is_empty() { path } else { path.strip_prefix(folder)?.strip_prefix("::")? };
    below.split("::").next()
}

fn modules() -> Vec<Module> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&src, &mut files);
    let modules: Vec<Module> = files.iter().map(|file| module(&src, file)).collect();
    assert!(modules.len() > 20, "the sources were found");
    modules
}

fn rust_files(folder: &Path, files: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}

fn module(src: &Path, path: &Path) -> Module {
    let below = path.strip_prefix(src).expect("below").with_extension("");
    let mut name: Vec<String> =
        below.iter().map(|step| step.to_string_lossy().into_owned()).collect();
    if name.last().is_some_and(|last| last == "mod" || last == "lib") {
        name.pop();
    }
    let text = fs::read_to_string(path).expect("a source file");
    let mut file = syn::parse_file(&text).expect("Rust");
    file.items.retain(|item| !is_test(item));
    let mut found = BTreeSet::new();
    let mut tokens = TokenStream::new();
    for item in &file.items {
        if let Item::Use(item) = item {
            use_paths(&item.tree, &mut Vec::new(), &mut found);
        }
        tokens.extend(quote::quote!(#item));
    }
    let mut words = Vec::new();
    flatten(tokens, &mut words);
    let mut paths: BTreeSet<String> = inline_paths(&words);
    paths.extend(found.into_iter().map(|path| path.join("::")));
    let paths = paths.into_iter().map(|path| from_root(&path, &name)).collect();
    let marked = words.windows(2).filter_map(|pair| match pair {
        [word, mark] if mark == "!" => Some(format!("{word}!")),
        [mark, word] if mark == "." => Some(format!(".{word}")),
        _ => None,
    });
    let words = marked.chain(words.iter().cloned()).collect();
    Module { name: name.join("::"), paths, words }
}

fn is_test(item: &Item) -> bool {
    let Item::Mod(item) = item else { return false };
    item.attrs.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute.parse_args::<syn::Ident>().is_ok_and(|name| name == "test")
    })
}

/// The paths that a `use` imports, with groups expanded.
fn use_paths(tree: &UseTree, before: &mut Vec<String>, found: &mut BTreeSet<Vec<String>>) {
    match tree {
        UseTree::Path(path) => {
            before.push(path.ident.to_string());
            use_paths(&path.tree, before, found);
            before.pop();
        }
        UseTree::Group(group) => {
            group.items.iter().for_each(|tree| use_paths(tree, before, found));
        }
        UseTree::Name(name) => {
            let name = name.ident.to_string();
            let own = (name != "self").then_some(name);
            found.insert(before.iter().cloned().chain(own).collect());
        }
        UseTree::Rename(name) => {
            found.insert(before.iter().cloned().chain([name.ident.to_string()]).collect());
        }
        UseTree::Glob(_) => {
            found.insert(before.clone());
        }
    }
}

/// All tokens in a row, without the text of literals.
fn flatten(tokens: TokenStream, words: &mut Vec<String>) {
    for token in tokens {
        match token {
            // Quoted code belongs to the output, not to the generator.
            TokenTree::Group(_) if quoted(words) => {}
            TokenTree::Group(group) => {
                words
                    .push(if group.delimiter() == Delimiter::Brace { "{" } else { "(" }.to_owned());
                flatten(group.stream(), words);
                words.push(")".to_owned());
            }
            TokenTree::Ident(name) => words.push(name.to_string()),
            TokenTree::Punct(mark) => words.push(mark.as_char().to_string()),
            TokenTree::Literal(_) => words.push("\"\"".to_owned()),
        }
    }
}

/// Whether `quote!` code follows these words.
fn quoted(words: &[String]) -> bool {
    matches!(words, [.., name, mark] if name == "quote" && mark == "!")
}

/// The paths of at least two names, such as `crate::text::Text` or `fs::read`.
fn inline_paths(words: &[String]) -> BTreeSet<String> {
    let name = |word: &String| word.starts_with(|c: char| c.is_alphabetic() || c == '_');
    let mut found = BTreeSet::new();
    let mut at = 0;
    while at < words.len() {
        let start = at;
        while name(&words[at])
            && words.get(at + 1).is_some_and(|mark| mark == ":")
            && words.get(at + 2).is_some_and(|mark| mark == ":")
            && words.get(at + 3).is_some_and(name)
        {
            at += 3;
        }
        if at > start {
            found.insert(
                words[start..=at].iter().step_by(3).cloned().collect::<Vec<_>>().join("::"),
            );
        }
        at += 1;
    }
    found
}

/// A path from the crate root, given the module `here` that names it.
fn from_root(path: &str, here: &[String]) -> String {
    let mut steps: Vec<&str> = path.split("::").collect();
    // `main` is a separate crate that names the library.
    if steps[0] == "errbook" {
        steps[0] = "crate";
    }
    let ups = steps.iter().take_while(|step| **step == "super").count();
    if ups == 0 && steps[0] != "self" {
        return steps.join("::");
    }
    let from = here.iter().take(here.len() - ups).map(String::as_str);
    let rest = steps[ups.max(usize::from(steps[0] == "self"))..].iter().copied();
    ["crate"].into_iter().chain(from).chain(rest).collect::<Vec<_>>().join("::")
}

#[test]
fn modules_name_only_those_below_them() {
    let mut faults = Vec::new();
    for module in modules().iter().filter(|module| !["", "main"].contains(&module.top())) {
        let Some((_, allowed)) = MAY_NAME.iter().find(|(name, _)| *name == module.top()) else {
            panic!("the module `{}` has no line in `MAY_NAME`", module.name);
        };
        for path in &module.paths {
            let mut steps = path.split("::");
            if steps.next() != Some("crate") {
                continue;
            }
            let other = steps.next().unwrap_or_default();
            let schema = module.name.starts_with(SCHEMA.0) && SCHEMA.1.contains(&other);
            if other != module.top() && !allowed.contains(&other) && !schema {
                faults.push(format!("`{}` names `{path}`", module.name));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn the_table_of_modules_is_right() {
    let known: BTreeSet<&str> = MAY_NAME.iter().map(|(name, _)| *name).collect();
    let modules = modules();
    let tops: BTreeSet<&str> =
        modules.iter().map(Module::top).filter(|top| !["", "main"].contains(top)).collect();
    assert_eq!(known, tops);
    let map = fs::read_to_string(support::root().join("ARCHITECTURE.md")).expect("there is a map");
    let rows: Vec<&str> = map.lines().filter(|line| line.starts_with("| `")).collect();
    for top in tops {
        let names = [format!("`{top}`"), format!("`{top}/`")];
        let is_its = |row: &&&str| names.iter().any(|name| row.contains(name.as_str()));
        assert_eq!(rows.iter().filter(is_its).count(), 1, "`{top}` has one row in ARCHITECTURE.md");
    }
    // No module may name a later one.
    let place = |name: &str| MAY_NAME.iter().position(|(known, _)| *known == name);
    for (name, allowed) in MAY_NAME {
        for other in allowed.iter().filter(|other| !ENTRY.contains(other)) {
            assert!(place(other) < place(name), "`{name}` comes before `{other}`");
        }
    }
}

#[test]
fn no_modules_name_each_other_in_circles() {
    let modules = modules();
    let parents = |module: &Module| -> Vec<String> {
        let ends = module.name.match_indices("::").map(|(at, _)| module.name[..at].to_owned());
        ends.chain([String::new()]).collect()
    };
    let folders: BTreeSet<String> = modules.iter().flat_map(parents).collect();
    let found: Vec<(&str, Vec<&str>)> = folders
        .iter()
        .map(|folder| (folder.as_str(), in_circles(folder, &modules)))
        .filter(|(_, circle)| !circle.is_empty())
        .collect();
    assert_eq!(found, []);
}

/// The modules of a folder that name themselves through others of it.
fn in_circles<'m>(folder: &str, modules: &'m [Module]) -> Vec<&'m str> {
    let inside: BTreeSet<&str> = modules.iter().filter_map(|it| it.child_of(folder)).collect();
    // What the folder's own file imports, its modules can name as if it was there.
    let own = modules.iter().find(|module| module.name == folder);
    let imports: BTreeMap<&str, &str> = own
        .into_iter()
        .flat_map(|own| &own.paths)
        .filter_map(|path| {
            let below = path.strip_prefix("crate::").and_then(|path| child(folder, path));
            let module = below.or(path.split("::").next()).filter(|name| inside.contains(name))?;
            Some((path.rsplit("::").next()?, module))
        })
        .collect();
    let mut graph: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for module in modules {
        let Some(from) = module.child_of(folder) else { continue };
        let paths = module.paths.iter().filter_map(|path| path.strip_prefix("crate::"));
        let targets = paths.filter_map(|path| child(folder, path));
        let targets = targets.filter_map(|name| inside.get(name).or(imports.get(name)));
        graph.entry(from).or_default().extend(targets.copied().filter(|name| *name != from));
    }
    let reaches_itself = |module: &&str| {
        let mut reached = BTreeSet::new();
        let mut rest = vec![*module];
        while let Some(module) = rest.pop() {
            rest.extend(graph[module].iter().copied().filter(|name| reached.insert(*name)));
        }
        reached.contains(module)
    };
    inside.iter().copied().filter(reaches_itself).collect()
}

#[test]
fn few_modules_reach_outside() {
    let mut faults = Vec::new();
    for module in modules() {
        for (touched, allowed) in MAY_TOUCH {
            let named = module.paths.iter().find(|path| {
                path.strip_prefix(touched)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
            });
            let may = allowed.contains(&module.top()) || allowed.contains(&module.name.as_str());
            if let Some(path) = named.filter(|_| !may) {
                faults.push(format!("`{}` names `{path}`", module.name));
            }
        }
        for (word, allowed) in MAY_USE {
            let may = allowed.contains(&module.top()) || allowed.contains(&module.name.as_str());
            if module.words.contains(*word) && !may {
                faults.push(format!("`{}` has `{word}`", module.name));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn only_one_module_changes_files() {
    let changes = [
        "write",
        "create_dir",
        "create_dir_all",
        "remove_file",
        "remove_dir",
        "remove_dir_all",
        "rename",
        "copy",
    ];
    for module in modules().iter().filter(|module| module.top() != "output") {
        let found = changes.iter().find(|name| {
            module.paths.contains(&format!("fs::{name}"))
                || module.paths.contains(&format!("std::fs::{name}"))
        });
        assert_eq!(found, None, "in `{}`", module.name);
        assert!(!module.words.contains("tempfile"), "in `{}`", module.name);
    }
}

#[test]
fn a_target_is_one_module_and_one_line() {
    let names: BTreeSet<String> = TARGETS.iter().map(|target| target.name.to_owned()).collect();
    assert_eq!(names.len(), TARGETS.len(), "no two have the same name");
    let folders: BTreeSet<&str> = TARGETS.iter().map(|target| target.out).collect();
    assert_eq!(folders.len(), TARGETS.len(), "no two have the same folder");
    let modules: BTreeSet<String> = modules()
        .iter()
        .filter_map(|module| module.name.strip_prefix("targets::"))
        .map(|name| name.split("::").next().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(modules, names);
}

/// This repository's project, and its registry as texts.
fn repository() -> (Project, Vec<(String, String)>) {
    let project = Project::find(support::root(), Reach::Repository).expect("the project opens");
    let sources = Sources::read(&project.registry).expect("the registry is read");
    let root = format!("{}/", project.registry.to_string_lossy());
    let texts = sources.files().iter().map(|file| {
        let path = file.path.strip_prefix(&root).expect("below the registry");
        (path.to_owned(), file.text.clone())
    });
    let texts = texts.collect();
    (project, texts)
}

fn trees(project: &Project, texts: &[(String, String)]) -> Vec<Tree> {
    let texts = texts.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    let checked = errbook::check(Sources::from_texts(texts));
    assert!(checked.diagnostics.is_empty(), "{:#?}", checked.diagnostics);
    let targets: Vec<&Target> = project.known().collect();
    let jobs = jobs(project, &targets, Destination::Project).expect("the folders are free");
    render(&checked.model.expect("a model"), &jobs)
        .into_iter()
        .collect::<Result<_, _>>()
        .expect("it renders")
}

#[test]
fn the_same_registry_makes_the_same_bytes() {
    let (project, mut texts) = repository();
    let first = trees(&project, &texts);
    assert_eq!(first.len(), TARGETS.len());
    assert!(first == trees(&project, &texts), "once more");
    texts.reverse();
    assert!(first == trees(&project, &texts), "the files in reverse order");
    // Every third file, then the next ones, so that neighbors are separated.
    let mut shuffled = Vec::new();
    for start in 0..3 {
        shuffled.extend(texts.iter().skip(start).step_by(3).cloned());
    }
    assert!(first == trees(&project, &shuffled), "the files in another order");
}

#[test]
fn outputs_are_plain_text_without_absolute_paths() {
    let (project, texts) = repository();
    let root = fs::canonicalize(support::root()).expect("a folder");
    let here = [root.to_string_lossy().into_owned(), env!("CARGO_MANIFEST_DIR").to_owned()];
    for tree in trees(&project, &texts) {
        for (path, text) in tree.files() {
            let file = format!("{}/{path}", tree.folder.display());
            assert!(
                text.ends_with('\n') && !text.ends_with("\n\n"),
                "{file}: one final line break"
            );
            assert!(!text.starts_with('\n'), "{file}: begins with an empty line");
            assert!(!text.contains('\r'), "{file}: a carriage return");
            assert!(!text.contains('\u{feff}'), "{file}: a byte order mark");
            assert!(!text.lines().any(|line| line.starts_with('\t')), "{file}: a tab");
            assert!(!here.iter().any(|here| text.contains(here)), "{file}: an absolute path");
            assert!(!path.starts_with('/') && !path.contains(".."), "{file}: leaves its folder");
            assert!(!path.contains('\\'), "{file}: a backslash in the path");
        }
    }
}

#[test]
fn generated_files_say_so() {
    let (project, texts) = repository();
    for tree in trees(&project, &texts) {
        let files: BTreeMap<&str, &str> = tree.files().collect();
        let folder = support::scratch("architecture-manifest");
        apply(&[tree.moved(folder.clone(), Vec::new())], Mode::Write).expect("it can be written");
        let manifest = fs::read_to_string(folder.join(MANIFEST)).expect("a manifest");
        let manifest: BTreeSet<&str> = manifest.lines().skip(1).collect();
        let listed = files.keys().copied().chain([".gitattributes"]).collect();
        assert_eq!(manifest, listed, "{}", tree.folder.display());
        for (path, text) in files {
            // JSON has no comments; its files are listed in the manifest.
            let json = Path::new(path).extension().is_some_and(|ending| ending == "json");
            let says = text.lines().take(5).any(|line| line.contains(HEADER));
            assert!(
                says || json,
                "{}/{path} does not say that it is generated",
                tree.folder.display()
            );
        }
    }
}
