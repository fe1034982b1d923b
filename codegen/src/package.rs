//! The names, versions, licenses and addresses that Cargo and npm accept for a package.

mod import;
mod publish;

pub use self::import::{Imports, Package as OfProject, Packages};
pub use self::publish::Publish;

use semver::Version;

use crate::decode::{Decode, Definitions, Line, Spanned};
use crate::diagnostic::{Diagnostic, Problems};
use crate::file_name;
use crate::names;
use crate::rule::{self, Rule};
use crate::yaml::Node;

/// Declares texts that the project file may only contain if Cargo or npm accepts them.
macro_rules! accepted {
    ($($(#[doc = $doc:literal])* $name:ident = $fault:ident($($package:expr)?);)*) => { $(
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name(pub String);

        impl From<&str> for $name {
            fn from(text: &str) -> $name {
                $name(text.to_owned())
            }
        }

        impl Decode for $name {
            fn decode(node: &Node<'_>, problems: &mut Problems) -> $name {
                let Line(value) = Line::decode(node, problems);
                let text = Spanned { value, span: node.span };
                // A value of another type was reported, and this is its fallback.
                if !problems.any_within(node.span)
                    && let Some(found) = $fault(&text $(, $package)?)
                {
                    problems.push(found);
                }
                $name(text.value)
            }

            fn fallback() -> $name {
                $name(String::new())
            }

            fn schema(definitions: &mut Definitions) -> serde_json::Value {
                Line::schema(definitions)
            }
        }
    )* };
}

accepted! {
    /// The name of a crate.
    CrateName = name(Package::Cargo);
    /// The version of a crate.
    CrateVersion = version(Package::Cargo);
    /// The license of a crate, as an SPDX expression.
    CrateLicense = license(Package::Cargo);
    /// The name of an npm package.
    NpmName = name(Package::Npm);
    /// The version of an npm package.
    NpmVersion = version(Package::Npm);
    /// The license of an npm package: an SPDX expression, or one of the two texts that npm knows.
    NpmLicense = license(Package::Npm);
    /// The address of a repository or of a page about a package.
    PackageAddress = address();
    /// The path of a folder from the top of a repository.
    RepositoryFolder = folder();
}

/// A kind of package.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Package {
    Cargo,
    Npm,
}

/// Names of crates that the generated one uses or that come with the compiler.
const CRATES: &[&str] = &[
    "actix-web",
    "aide",
    "alloc",
    "axum-core",
    "core",
    "form-urlencoded",
    "http",
    "http-body",
    "poem",
    "proc-macro",
    "reqwest",
    "rocket",
    "salvo-core",
    "salvo-oapi",
    "schemars",
    "serde",
    "serde-json",
    "std",
    "test",
    "tonic",
    "tonic-types",
    "tower-layer",
    "tower-service",
    "tracing",
    "utoipa",
    "warp",
];

/// Names that npm never installs. Those of Node's own modules are not among them: a bare import of
/// such a package would load the module.
const NEVER_INSTALLED: &[&str] = &["node_modules", "favicon.ico"];

/// The modules of Node that a program imports without `node:`.
const NODE_MODULES: &[&str] = &[
    "assert",
    "async_hooks",
    "buffer",
    "child_process",
    "cluster",
    "console",
    "constants",
    "crypto",
    "dgram",
    "diagnostics_channel",
    "dns",
    "domain",
    "events",
    "fs",
    "http",
    "http2",
    "https",
    "inspector",
    "module",
    "net",
    "os",
    "path",
    "perf_hooks",
    "process",
    "punycode",
    "querystring",
    "readline",
    "repl",
    "stream",
    "string_decoder",
    "sys",
    "timers",
    "tls",
    "trace_events",
    "tty",
    "url",
    "util",
    "v8",
    "vm",
    "wasi",
    "worker_threads",
    "zlib",
];

/// The longest names: crates.io's and npm's limits.
const LONGEST_CRATE: usize = 64;
const LONGEST_NPM: usize = 214;

/// npm reads the numbers of a version as those of JavaScript, and no more than this many characters.
const LARGEST_NUMBER: u64 = (1 << 53) - 1;
const LONGEST_VERSION: usize = 256;

fn refused(rule: &'static Rule, value: &Spanned<String>, what: &str, help: String) -> Diagnostic {
    Diagnostic::error(rule, format!("`{}` {what}", value.value))
        .at(value.span, "not accepted")
        .help(help)
}

/// Why Cargo or crates.io refuses a name, or why no crate could be used by it.
fn crate_name(name: &str) -> Option<&'static str> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if name.len() > LONGEST_CRATE {
        Some("is longer than the 64 characters that crates.io allows")
    } else if !name.chars().all(plain) || !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        Some("cannot be the name of a crate")
    } else if names::is_rust_keyword(&name.replace('-', "_")) {
        Some("cannot be the name of a crate: it is a reserved word in Rust")
    } else if CRATES.contains(&name.replace('_', "-").as_str()) {
        Some("is the name of a crate that the generated one uses")
    } else if file_name::fault(name).is_some() {
        Some("cannot be the name of a crate: it is the name of a device on Windows")
    } else {
        None
    }
}

/// Why npm refuses a name for a new package.
fn npm_name(name: &str) -> Option<&'static str> {
    let (scope, bare) = match name.strip_prefix('@').and_then(|rest| rest.split_once('/')) {
        Some((scope, bare)) => (Some(scope), bare),
        None => (None, name),
    };
    // What is the same in a URL, without capitals and the marks that npm refuses.
    let fits =
        |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | '.');
    let plain = |part: &str| {
        !part.is_empty() && part.chars().all(fits) && !part.starts_with(['.', '_', '-'])
    };
    let parts = || [bare].into_iter().chain(scope);
    if name.len() > LONGEST_NPM {
        Some("is longer than the 214 characters that npm allows")
    } else if !parts().all(plain) {
        Some("cannot be the name of an npm package")
    } else if scope.is_none() && NEVER_INSTALLED.contains(&bare) {
        Some("cannot be the name of an npm package: npm reserves it")
    } else if scope.is_none() && NODE_MODULES.contains(&bare) {
        Some("cannot be the name of an npm package: it is a module of Node")
    } else if parts().any(|part| file_name::fault(part).is_some()) {
        Some("cannot be the name of an npm package: no folder has this name on Windows")
    } else {
        None
    }
}

/// The finding for the name of a package.
fn name(value: &Spanned<String>, package: Package) -> Option<Diagnostic> {
    let (fault, help): (fn(&str) -> Option<&'static str>, _) = match package {
        Package::Cargo => {
            (crate_name, "use ASCII letters, digits, `-` and `_`, starting with a letter")
        }
        Package::Npm => (
            npm_name,
            "use lowercase letters, digits, `-`, `_` and `.`, as in `api-errors` or `@acme/errors`",
        ),
    };
    let what = fault(&value.value)?;
    let better = nearest_name(&value.value, |name| fault(name).is_none());
    let help =
        better.map_or_else(|| help.to_owned(), |name| format!("write `{name}`, for example"));
    Some(refused(&rule::PACKAGE_NAME, value, what, help))
}

/// A name like one that is refused, in lowercase.
fn nearest_name(name: &str, fits: impl Fn(&str) -> bool) -> Option<String> {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    let plain = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-").to_lowercase();
    let plain = plain.trim_matches(['-', '_']);
    let candidates = [plain.to_owned(), format!("{plain}-errors"), format!("errors-{plain}")];
    candidates.into_iter().find(|name| !plain.is_empty() && fits(name))
}

/// The finding for a version that Cargo or npm cannot read.
fn version(value: &Spanned<String>, package: Package) -> Option<Diagnostic> {
    let text = value.value.as_str();
    let what = match Version::parse(text) {
        Ok(version) => {
            let small = |number: &u64| *number <= LARGEST_NUMBER;
            let all_small = [version.major, version.minor, version.patch].iter().all(small);
            if package == Package::Cargo || all_small && text.len() <= LONGEST_VERSION {
                return None;
            }
            "is too long a version for npm"
        }
        Err(_) => "is not a semantic version",
    };
    let bare = text.trim().trim_start_matches(['v', 'V', '=', '^', '~']);
    let longer = [bare.to_owned(), format!("{bare}.0"), format!("{bare}.0.0")];
    let better = longer.iter().find(|text| Version::parse(text).is_ok());
    let help = match better {
        Some(better) if better != text => format!("write `{better}`"),
        _ => "write three numbers, as in `0.1.0`; see https://semver.org".to_owned(),
    };
    Some(refused(&rule::PACKAGE_VERSION, value, what, help))
}

/// The finding for a license that is not written as an SPDX expression. Whether SPDX lists its
/// licenses is not checked: the list grows.
fn license(value: &Spanned<String>, package: Package) -> Option<Diagnostic> {
    let text = value.value.as_str();
    let of_npm = text == "UNLICENSED" || text.starts_with("SEE LICENSE IN ");
    if of_npm && package == Package::Npm || is_expression(text) {
        return None;
    }
    let help = "write the ids of https://spdx.org/licenses, as in `MIT OR Apache-2.0`";
    Some(refused(&rule::PACKAGE_LICENSE, value, "is not an SPDX expression", help.to_owned()))
}

/// The finding for what is no address of a page. Cargo and npm show others as they are, and link
/// nothing.
fn address(value: &Spanned<String>) -> Option<Diagnostic> {
    let text = value.value.as_str();
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let plain = |c: char| c.is_ascii_graphic() && !"<>\"'`\\{}|^".contains(c);
    if rest
        .is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/') && rest.chars().all(plain))
    {
        return None;
    }
    // How Git and npm write repositories.
    let short = text.strip_prefix("github:").map(|name| format!("github.com/{name}"));
    let ssh = || text.strip_prefix("git@").map(|rest| rest.replacen(':', "/", 1));
    let rest = text.trim_start_matches("git+").trim_start_matches("ssh://git@");
    let written =
        short.or_else(ssh).unwrap_or_else(|| rest.trim_start_matches("git://").to_owned());
    let better = format!("https://{}", written.trim_start_matches("https://"));
    let fits = written.contains('.') && written.chars().all(plain);
    let help = if fits {
        format!("write `{better}`")
    } else {
        "write it like `https://github.com/acme/errors`".to_owned()
    };
    Some(refused(&rule::PACKAGE_ADDRESS, value, "is not a web address", help))
}

/// The finding for what leads to no folder of a repository.
fn folder(value: &Spanned<String>) -> Option<Diagnostic> {
    let text = value.value.as_str();
    let is_step = |step: &str| !step.is_empty() && step != "." && step != "..";
    if !text.contains('\\') && text.split('/').all(is_step) {
        return None;
    }
    let steps: Vec<&str> = text.split(['/', '\\']).filter(|step| is_step(step)).collect();
    let help = if steps.is_empty() {
        "remove it: without it, the package is at the top of the repository".to_owned()
    } else {
        format!("write `{}`, from the top of the repository", steps.join("/"))
    };
    Some(refused(&rule::PACKAGE_ADDRESS, value, "is no folder of a repository", help))
}

/// Whether a text has the form of an SPDX expression: ids between which stand `AND`, `OR` or
/// `WITH`, and parentheses around expressions.
fn is_expression(text: &str) -> bool {
    let spaced = text.replace('(', " ( ").replace(')', " ) ");
    let mut open = 0_usize;
    // Whether an operand is due, as after an operator.
    let mut due = true;
    for word in spaced.split_ascii_whitespace() {
        let operator = matches!(word, "AND" | "OR" | "WITH");
        match word {
            "(" if due => open += 1,
            ")" if !due && open > 0 => open -= 1,
            "(" | ")" => return false,
            _ if operator == due => return false,
            _ if !operator && !is_license_id(word) => return false,
            _ => due = operator,
        }
    }
    !due && open == 0
}

fn is_license_id(word: &str) -> bool {
    let id = word.strip_suffix('+').unwrap_or(word);
    let id = match id.split_once(':') {
        Some((document, id)) if document.starts_with("DocumentRef-") => id,
        Some(_) => return false,
        None => id,
    };
    id.starts_with(|c: char| c.is_ascii_alphanumeric())
        && id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.'))
}
