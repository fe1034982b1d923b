//! Files for programs that read the site: `llms.txt` and the sitemap.

use std::fmt::Write;

use super::links::HtmlPages;
use super::{Address, Site, output};
use crate::dialect::escape_html;
use crate::output::{HEADER, Output};
use crate::reference::{OPERATIONS, counts};
use crate::targets::markdown::pages::{INDEX, link};

/// The maximum number of addresses in one sitemap (sitemaps.org).
const SITEMAP: usize = 50_000;

/// The pages for language models, as llmstxt.org specifies: all of them in Markdown.
pub(super) fn llms(site: &Site<'_>, pages: &[HtmlPages<'_>]) -> String {
    let base = site.options.base_url.as_ref().map_or("", Address::url);
    let mut out = format!("# {}\n\n", line(&site.title));
    out.push_str(
        "> Error codes: what happened, why, what to do about it and whether to retry.\n\n",
    );
    let _ = writeln!(out, "[//]: # ({HEADER})\n");
    let _ = writeln!(
        out,
        "The whole reference as JSON: [errors.json]({base}errors.json), described by \
         [errors.schema.json]({base}errors.schema.json). Each code has a Markdown page too.\n"
    );
    for pages in pages {
        let catalog = pages.catalog;
        let prefix = if site.several { format!("{base}{}/", catalog.id) } else { base.to_owned() };
        let _ = writeln!(out, "## {}\n", line(&catalog.title));
        let _ = writeln!(out, "- [Overview]({prefix}{INDEX}): {}", counts(catalog));
        if catalog.sections.len() > 1 {
            let names = link(INDEX, &pages.twins.names, None);
            let _ = writeln!(out, "- [All codes by name]({prefix}{names})");
        }
        if !catalog.operations.is_empty() {
            let page = link(INDEX, &pages.twins.operations, None);
            let _ = writeln!(out, "- [{OPERATIONS}]({prefix}{page})");
        }
        for (id, section) in catalog.sections_with_ids() {
            let page = link(INDEX, pages.twins.section(id), None);
            let _ = write!(out, "- [{}]({prefix}{page})", line(&section.title));
            if let Some(description) = &section.description {
                let _ = write!(out, ": {}", line(&description.plain()));
            }
            out.push('\n');
        }
        out.push('\n');
    }
    out
}

/// Words on one line, escaped for the text of a link.
fn line(text: &str) -> String {
    let word = |c: char| match c {
        '[' | ']' | '<' | '>' | '\\' => format!("\\{c}"),
        c if c.is_control() => " ".to_owned(),
        c => c.to_string(),
    };
    text.chars().map(word).collect()
}

/// The sitemap of these pages, split into several files if there are too many for one.
pub(super) fn sitemap(base: &str, pages: &[String]) -> Vec<Output> {
    let address =
        |page: &String| format!("{base}{}", page.strip_suffix("index.html").unwrap_or(page));
    let mut addresses: Vec<String> = pages.iter().map(address).collect();
    addresses.sort();
    if addresses.len() <= SITEMAP {
        return vec![output("sitemap.xml", urls("urlset", "url", &addresses))];
    }
    let mut parts: Vec<Output> = addresses
        .chunks(SITEMAP)
        .enumerate()
        .map(|(index, part)| {
            output(&format!("sitemap-{}.xml", index + 1), urls("urlset", "url", part))
        })
        .collect();
    let names: Vec<String> = parts.iter().map(|part| format!("{base}{}", part.path)).collect();
    parts.push(output("sitemap.xml", urls("sitemapindex", "sitemap", &names)));
    parts
}

fn urls(root: &str, element: &str, addresses: &[String]) -> String {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- {HEADER} -->\n\
         <{root} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
    );
    for address in addresses {
        let _ = write!(out, "<{element}><loc>");
        escape_html(&mut out, address);
        let _ = writeln!(out, "</loc></{element}>");
    }
    let _ = writeln!(out, "</{root}>");
    out
}

#[cfg(test)]
mod tests {
    use super::{SITEMAP, sitemap};

    #[test]
    fn a_long_sitemap_is_cut() {
        let check = |pages: usize, expected: &[(&str, usize)]| {
            let pages: Vec<String> = (0..pages).map(|page| format!("{page}/index.html")).collect();
            let found = sitemap("https://h/", &pages);
            let found: Vec<(&str, usize)> = found
                .iter()
                .map(|file| (file.path.as_str(), file.text.matches("<loc>https://h/").count()))
                .collect();
            assert_eq!(found, expected);
        };
        check(SITEMAP, &[("sitemap.xml", SITEMAP)]);
        check(SITEMAP + 1, &[("sitemap-1.xml", SITEMAP), ("sitemap-2.xml", 1), ("sitemap.xml", 2)]);
    }
}
