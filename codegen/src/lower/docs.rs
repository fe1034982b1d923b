//! Where the reference is published, and how it is split into pages.

use crate::decode::Spanned;
use crate::diagnostic::{Diagnostic, Problems};
use crate::language::DocsSpec;
use crate::model::{Docs, DocsUrl, Layout};
use crate::rule;

/// The docs URL, and the layout that follows from it.
pub(super) fn lower(spec: Option<&DocsSpec>, problems: &mut Problems) -> Docs {
    let asked = spec.and_then(|spec| spec.layout);
    let Some(url) = spec.and_then(|spec| spec.url.as_ref()) else {
        let layout = asked.map_or(Layout::PagePerSection, |asked| asked.value);
        return Docs { url: None, layout };
    };
    check_url(url, problems);
    let docs_url = DocsUrl::new(url.value.clone());
    let layout = docs_url.layout();
    if let Some(asked) = asked
        && asked.value != layout
        && url.value.contains("{code}")
    {
        problems.push(
            Diagnostic::error(&rule::DOCS_URL, "the docs URL does not match the layout")
                .at(asked.span, "this layout")
                .also(url.span, "this URL implies a different layout")
                .help("remove `layout`: it follows from the URL"),
        );
    }
    Docs { url: Some(docs_url), layout }
}

fn check_url(url: &Spanned<String>, problems: &mut Problems) {
    let unknown = placeholders(&url.value).find(|name| !["code", "section"].contains(name));
    let (message, help) = if let Some(unknown) = unknown {
        (
            format!("the docs URL has an unknown placeholder `{{{unknown}}}`"),
            "use `{code}` and `{section}`",
        )
    } else if !url.value.contains("{code}") {
        (
            "the docs URL has no placeholder for the code".to_owned(),
            "put `{code}` where the code belongs",
        )
    } else if !url.value.starts_with("https://") && !url.value.starts_with("http://") {
        ("the docs URL is not a web address".to_owned(), "begin it with `https://`")
    } else {
        return;
    };
    problems.push(Diagnostic::error(&rule::DOCS_URL, message).at(url.span, "this URL").help(help));
}

/// The names in braces in a URL template.
fn placeholders(url: &str) -> impl Iterator<Item = &str> {
    url.split('{').skip(1).map(|rest| rest.split('}').next().unwrap_or_default())
}
