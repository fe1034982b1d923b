//! A new registry: the files that a project begins with, as texts.

mod body;
mod recipe;

pub use self::body::{Guessed, Leaf, guess, scalar};
pub use self::recipe::{Ci, attributes, editor, hooks, workflow};
pub use crate::language::Format;
use crate::model::{CaseStyle, Vocabulary};
use crate::names::restyle;

/// What a new catalog is to be.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Its id.
    pub name: String,
    /// The name of the API, for people.
    pub title: String,
    /// How its codes are written.
    pub style: CaseStyle,
    /// Whether its codes are numbers.
    pub numbers: bool,
    /// The body of its errors.
    pub envelope: Envelope,
    /// The URI of a problem, if that is what tells errors apart.
    pub ty: Option<String>,
    /// The URL of the docs of a code.
    pub docs: Option<String>,
    /// The folder of the schemas as seen from the folder of the catalog; none if there are none.
    pub schemas: Option<String>,
}

/// The body of the errors of a new catalog.
#[derive(Debug, Clone)]
pub enum Envelope {
    /// A format with its name, and the name of the service if it needs one.
    Format(&'static str, Option<String>),
    /// A shape as YAML.
    Shape(String),
}

/// The text of `catalog.yaml`.
#[must_use]
pub fn catalog(plan: &Plan) -> String {
    let mut text = modeline(plan, "catalog");
    let mut line = |key: &str, value: &str| text.extend([key, ": ", value, "\n"]);
    line("catalog", &scalar(&plan.name));
    line("title", &scalar(&plan.title));
    if let Some(uri) = &plan.ty {
        line("type", uri);
    }
    match (plan.numbers, plan.style) {
        (true, _) => line("codes", "{ type: integer }"),
        (false, CaseStyle::None) => {}
        (false, style) => line("codes", &format!("{{ style: {} }}", style.word())),
    }
    if let Some(url) = &plan.docs {
        line("docs", &format!("{{ url: {} }}", serde_json::Value::from(url.as_str())));
    }
    match &plan.envelope {
        Envelope::Format(format, None) => line("envelope", &format!("{{ format: {format} }}")),
        Envelope::Format(format, Some(domain)) => {
            line("envelope", &format!("{{ format: {format}, domain: {} }}", scalar(domain)));
        }
        Envelope::Shape(shape) => {
            text.push_str("envelope:\n  shape:\n");
            text.extend(shape.lines().map(|line| format!("    {line}\n")));
        }
    }
    text
}

/// The text of the first section, with two codes.
#[must_use]
pub fn section(plan: &Plan) -> String {
    let name = |name: &str| restyle(name, plan.style);
    let has_details =
        matches!(&plan.envelope, Envelope::Shape(shape) if shape.contains("$details"));
    let details = if has_details {
        "    details:\n      id: { type: string, description: The id in the address., example: \"4711\" }\n"
    } else {
        ""
    };
    let code = |number: &str| {
        if plan.numbers { format!("    code: {number}\n") } else { String::new() }
    };
    format!(
        "{}section: General\nerrors:\n  {}:\n{}    status: 404\n    \
         description: There is nothing at this address, or nobody may know of it.\n    \
         message: There is nothing here.\n    \
         resolution: Check the id in the address.\n    retry: never\n{details}  {}:\n{}    status: 429\n    \
         description: The client sent more requests than its plan allows.\n    \
         message: Too many requests. Try again in {{retry_after}} seconds.\n    \
         resolution: Wait for the time in the header and send fewer requests at once.\n    \
         retry: after_delay\n    details:\n      \
         retry_after: {{ type: delay, from: {{ header: Retry-After }}, example: 30 }}\n",
        modeline(plan, "section"),
        name("not_found"),
        code("1001"),
        name("rate_limited"),
        code("1002"),
    )
}

/// The line by which editors find the schema of a file.
fn modeline(plan: &Plan, kind: &str) -> String {
    let Some(folder) = &plan.schemas else { return String::new() };
    format!("# yaml-language-server: $schema={folder}/{}/{kind}.schema.json\n", plan.name)
}

/// The text of the project file.
#[must_use]
pub fn project(targets: &[&str]) -> String {
    let list: Vec<String> = targets.iter().map(|name| format!("\"{name}\"")).collect();
    format!(
        "# `errbook explain errbook.toml` shows what can be set here.\nregistry = \"registry\"\n\
         targets = [{}]\n",
        list.join(", ")
    )
}
