//! Reference pages in Markdown, for people who get an error and follow its link.
//!
//! # Where to publish the pages
//!
//! Every catalog is a folder whose index is `README.md`. Publish the folder so that the path of
//! the catalog's docs URL ends in the name of a file without `.md`. The URL's fragment is the
//! anchor:
//!
//! | docs URL | the code `x` of the section `s` is at | the folder is published at |
//! |---|---|---|
//! | `https://h/ref/errors#{code}` | `errors.md#x` | `https://h/ref/` |
//! | `https://h/ref/{section}#{code}` | `s.md#x` | `https://h/ref/` |
//! | `https://h/errors/{code}` | `errors/x.md` | `https://h/` |
//! | `https://h/ref/{section}/{code}` | `s/x.md` | `https://h/ref/` |
//! | none | `s.md#x` | anywhere |
//!
//! Pages that no docs URL leads to get names that are free: `the-index.md` for a section `index`.
//! If the page of a code would be next to the index (`https://h/{code}`), the pages of sections go
//! into the folder `sections`. A docs URL with the code in its query cannot have a page for each
//! code. Retired codes keep their pages; they have no section, so `retired` replaces its id. Former
//! names of a code have pages that lead to it, or anchors next to its own.
//!
//! Pages link to each other by relative paths within their folder, so that each folder can be
//! published alone: to the page of a code, or to an explicit anchor that is spelled like the code.
//!
//! # What is rendered where
//!
//! Templates hold the layout of pages; functions write entries and the rows of long tables, since
//! there are thousands of them.

pub(super) mod entry;
pub(super) mod envelope;
mod escape;
pub(super) mod guide;
pub(super) mod handling;
pub(super) mod operation;
pub(super) mod pages;
mod prose;
mod section;

use std::collections::BTreeMap;

use minijinja::value::{Serde, Value};
use minijinja::{Environment, context};

use crate::model::{Catalog, Code, Layout, Model, Retired};
use crate::output::{HEADER, Output};
use crate::pages::aliases_with_pages;
use crate::targets::{Options, RenderError};
use crate::template;
use crate::words::count;
use pages::{INDEX, Pages};
use prose::Prose;

pub(super) fn render(model: &Model, _options: &Options) -> Result<Vec<Output>, RenderError> {
    let pages: Vec<Pages<'_>> = model.catalogs.iter().map(Pages::new).collect();
    let outputs = render_pages(model, &pages.iter().collect::<Vec<_>>())?;
    distinct(&outputs)?;
    Ok(outputs)
}

/// Renders a model with pages that have been planned, in the order of its catalogs.
pub(super) fn render_pages(
    model: &Model,
    pages: &[&Pages<'_>],
) -> Result<Vec<Output>, RenderError> {
    let mut environment = template::environment();
    for (name, source) in errbook_templates::MARKDOWN {
        environment.add_template(name, source)?;
    }
    environment.add_global("comment", comment());
    let mut outputs = vec![index(&environment, model)?];
    for pages in pages {
        let listed = &listed(pages.catalog);
        let mut folder = Folder { environment: &environment, pages, listed, outputs: &mut outputs };
        match pages.layout {
            Layout::OnePage => folder.one_page()?,
            Layout::PagePerSection | Layout::PagePerCode => folder.many_pages()?,
        }
    }
    Ok(outputs)
}

/// The header as a comment: a link definition that is never used, since an HTML comment is a syntax
/// error in MDX. It comes after the heading of a page, because Docusaurus takes the title only from
/// the first line.
fn comment() -> String {
    format!("[//]: # ({HEADER})")
}

/// The first page, above the catalogs.
fn index(environment: &Environment<'_>, model: &Model) -> Result<Output, RenderError> {
    let catalog = |catalog: &Catalog| {
        let title = section::cell(&catalog.title);
        context! {
            link => format!("[{title}]({}/{INDEX})", catalog.id),
            codes => catalog.codes.len(),
            sections => catalog.sections.len(),
            published => guide::published(catalog),
        }
    };
    let catalogs: Vec<Value> = model.catalogs.iter().map(catalog).collect();
    let codes: usize = model.catalogs.iter().map(|catalog| catalog.codes.len()).sum();
    let counts = format!("{} in {}", count(codes, "code"), count(catalogs.len(), "API"));
    page(environment, INDEX.to_owned(), "index", context! { catalogs, counts })
}

/// The folder of a catalog, with pages added to it.
struct Folder<'a> {
    environment: &'a Environment<'static>,
    pages: &'a Pages<'a>,
    /// For each code, the sections that list it by reference.
    listed: &'a [Vec<usize>],
    outputs: &'a mut Vec<Output>,
}

impl Folder<'_> {
    fn add(&mut self, path: &str, template: &str, context: Value) -> Result<(), RenderError> {
        let path = format!("{}/{path}", self.pages.catalog.id);
        self.outputs.push(page(self.environment, path, template, context)?);
        Ok(())
    }

    /// The whole reference on one page, and an index that links to it unless it is the index.
    fn one_page(&mut self) -> Result<(), RenderError> {
        let pages = self.pages;
        let guide = guide::view(pages, &pages.guide);
        let mut group = None;
        let sections = pages.catalog.sections.iter().enumerate().map(|(index, section)| {
            let opens_group = section.group.is_some() && section.group != group;
            group.clone_from(&section.group);
            let level = if section.group.is_some() { 3 } else { 2 };
            let section = section::view(pages, index, level, self.listed);
            context! { opens_group, section => Serde(&section) }
        });
        let sections: Vec<Value> = sections.collect();
        self.add(&pages.guide, "reference", context! { guide => Serde(&guide), sections })?;
        if pages.guide != INDEX {
            let guide = guide::view(pages, INDEX);
            let title = escape::inline(pages.guide.trim_end_matches(".md"));
            let reference = format!("[{title}]({})", pages::link(INDEX, &pages.guide, None));
            self.add(INDEX, "catalog", context! { guide => Serde(&guide), reference })?;
        }
        Ok(())
    }

    /// An index, a page for each section, one for the operations, and one for each code if the docs
    /// URL needs it.
    fn many_pages(&mut self) -> Result<(), RenderError> {
        let pages = self.pages;
        let catalog = pages.catalog;
        let guide = guide::view(pages, INDEX);
        let names = (catalog.sections.len() > 1).then_some(&pages.names);
        let names_link = names.map(|page| pages::link(INDEX, page, None));
        self.add(INDEX, "catalog", context! { guide => Serde(&guide), names => names_link })?;
        if let Some(page) = names {
            let index = self.to_index(page);
            let rows = section::rows_by_name(pages, page);
            let has_statuses = pages.has_statuses;
            self.add(page, "codes", context! { index, has_statuses, rows })?;
        }
        if !catalog.operations.is_empty() {
            let page = &pages.operations;
            let (title, index) = (operation::TITLE, self.to_index(page));
            let operations = operation::view(Prose { pages, page, own: None });
            self.add(
                page,
                "operations",
                context! { title, index, operations => Serde(&operations) },
            )?;
        }
        for section in 0..catalog.sections.len() {
            let page = pages.section(section);
            let index = self.to_index(page);
            let view = section::view(pages, section, 1, self.listed);
            self.add(page, "section", context! { index, section => Serde(&view) })?;
        }
        if pages.layout == Layout::PagePerCode {
            for (code, listed) in catalog.codes.iter().zip(self.listed) {
                self.code_page(code, listed)?;
                self.alias_pages(code)?;
            }
            for retired in &catalog.retired {
                self.retired_page(retired)?;
            }
        }
        Ok(())
    }

    fn code_page(&mut self, code: &Code, listed: &[usize]) -> Result<(), RenderError> {
        let pages = self.pages;
        let page = pages.page_of(code);
        let mut anchors = String::new();
        entry::anchors(&mut anchors, pages.catalog, code);
        let mut body = String::new();
        entry::body(&mut body, pages, &page, code, listed);
        let title = escape::inline(&pages.catalog.sections[code.section].title);
        let section = format!("[{title}]({})", pages.to_section(&page, code.section));
        let (index, title) = (self.to_index(&page), escape::inline(&code.code));
        self.add(&page, "code", context! { title, anchors, index, section, body })
    }

    /// The pages that keep the docs URLs of a code's former names alive.
    fn alias_pages(&mut self, code: &Code) -> Result<(), RenderError> {
        let pages = self.pages;
        for alias in aliases_with_pages(code) {
            let Some(page) = pages.own_page(Some(code.section), alias) else { continue };
            let prose = Prose { pages, page: &page, own: None };
            let mut anchors = String::new();
            escape::anchor(&mut anchors, alias);
            let context = context! {
                title => escape::inline(alias),
                anchors,
                index => self.to_index(&page),
                code => prose.code(&code.code),
            };
            self.add(&page, "alias", context)?;
        }
        Ok(())
    }

    /// The page that keeps a retired code's docs URL alive.
    fn retired_page(&mut self, retired: &Retired) -> Result<(), RenderError> {
        let pages = self.pages;
        let Some(page) = pages.own_page(None, &retired.code) else { return Ok(()) };
        let prose = Prose { pages, page: &page, own: None };
        let mut anchors = String::new();
        escape::anchor(&mut anchors, &retired.code);
        let context = context! {
            title => escape::inline(&retired.code),
            anchors,
            index => self.to_index(&page),
            since => retired.since.as_deref().map(escape::inline),
            replaced_by => retired.replaced_by.as_deref().map(|code| prose.code(code)),
            reason => prose.block(&retired.reason),
        };
        self.add(&page, "retired", context)
    }

    /// A link to the catalog's index.
    fn to_index(&self, page: &str) -> String {
        let title = escape::inline(&self.pages.catalog.title);
        format!("[{title}]({})", pages::link(page, INDEX, None))
    }
}

/// For each code, the sections that list it by reference.
pub(super) fn listed(catalog: &Catalog) -> Vec<Vec<usize>> {
    let mut listed = vec![Vec::new(); catalog.codes.len()];
    for (index, section) in catalog.sections.iter().enumerate() {
        for entry in section.entries.iter().filter(|entry| entry.reference.is_some()) {
            listed[entry.code].push(index);
        }
    }
    listed
}

fn page(
    environment: &Environment<'_>,
    path: String,
    template: &str,
    context: Value,
) -> Result<Output, RenderError> {
    let mut text = environment.get_template(template)?.render(context)?;
    text.truncate(text.trim_end().len());
    text.push('\n');
    Ok(Output { path, text })
}

/// Fails if two pages have the same path, even if it differs in case. The check of a registry
/// prevents it; see [`crate::pages`].
pub(super) fn distinct(outputs: &[Output]) -> Result<(), RenderError> {
    let mut paths = BTreeMap::new();
    for output in outputs {
        if let Some(other) = paths.insert(output.path.to_lowercase(), &output.path) {
            return Err(format!("two pages would be `{other}` and `{}`", output.path).into());
        }
    }
    Ok(())
}
