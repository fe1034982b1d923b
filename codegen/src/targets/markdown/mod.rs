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

mod links;
pub(super) mod pages;
mod section;

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use minijinja::{Environment, context};

use crate::address::page_name;
use crate::decode::{Line, Spanned, object};
use crate::dialect::{At, Links, Markdown, PAGES, anchor};
use crate::model::{Code, CodeId, History, Layout, Model, Retired, milestones};
use crate::output::{HEADER, Output};
use crate::package::Imports;
use crate::pages::aliases_with_pages;
use crate::reference::{
    self, AT_A_GLANCE, Block, Heading, Phrase, Piece, Table, To, code as as_code, codes_by_section,
    column, counts, guide, history, numbers, published, series, text, words,
};
use crate::targets::{Emit, RenderError};
use crate::template;
use crate::words::count;
use links::On;
use pages::{INDEX, Pages};

object! {
    /// The options of the target `markdown`.
    "the target `markdown`" => MarkdownOptions {
        /// The folder of the pages; `generated/docs` by default.
        "out" => out: Option<Spanned<Line>>,
        /// The catalogs that have pages; all of the registry by default.
        "catalogs" => catalogs: Option<Vec<Spanned<String>>>,
        /// Whether the internal codes have pages too, for readers in the team; `false` by default.
        "internal" => internal: bool = false,
    }
}

pub(super) fn render(
    model: &Model,
    imports: Imports<'_>,
    emit: Emit<'_>,
) -> Result<(), RenderError> {
    let pages = model.catalogs.iter().map(|catalog| Pages::new(catalog, imports.of(&catalog.id)));
    let pages: Vec<Pages<'_>> = pages.collect();
    distinct(emit, |emit| render_pages(model, &pages.iter().collect::<Vec<_>>(), emit))
}

/// Renders a model with pages that have been planned, in the order of its catalogs.
pub(super) fn render_pages(
    model: &Model,
    pages: &[&Pages<'_>],
    emit: Emit<'_>,
) -> Result<(), RenderError> {
    let mut environment = template::environment();
    for (name, source) in errbook_templates::MARKDOWN {
        environment.add_template(name, source)?;
    }
    environment.add_global("comment", comment());
    page(&environment, emit, INDEX.to_owned(), "Error reference", "", &index(model, pages))?;
    for pages in pages {
        let history = &model.history;
        let mut folder = Folder { environment: &environment, pages, history, emit };
        match pages.layout {
            Layout::OnePage => folder.one_page()?,
            Layout::PagePerSection | Layout::PagePerCode => folder.many_pages()?,
        }
    }
    Ok(())
}

/// The header as a comment: a link definition that is never used, since an HTML comment is a syntax
/// error in MDX. It comes after the heading of a page, because Docusaurus takes the title only from
/// the first line.
fn comment() -> String {
    format!("[//]: # ({HEADER})")
}

/// A writer of pages for every viewer, with headings at `level`.
fn write(links: &dyn Links, level: usize) -> Markdown<'_> {
    Markdown { notation: &PAGES, links, level }
}

/// The first page, above the catalogs.
fn index(model: &Model, pages: &[&Pages<'_>]) -> String {
    let codes: usize = model.catalogs.iter().map(|catalog| catalog.codes.len()).sum();
    let counts = format!("{} in {}", count(codes, "code"), count(pages.len(), "API"));
    let number = |number: usize| vec![words(number.to_string())];
    let rows = model.catalogs.iter().map(|catalog| {
        vec![
            vec![Piece::Link((&catalog.title).into(), To::Catalog(&catalog.id))],
            number(catalog.codes.len()),
            number(catalog.sections.len()),
            catalog.docs.url.iter().map(|url| as_code(url.template().as_str())).collect(),
        ]
    });
    let table = Table {
        title: "APIs".into(),
        columns: vec![column("API"), numbers("Codes"), numbers("Sections"), column("Entry URL")],
        rows: rows.collect(),
    };
    let blocks = [Block::Paragraph(vec![words(format!("{counts}."))]), Block::Table(table)];
    let mut out = String::new();
    write(&links::Above, 2).blocks(&mut out, &blocks);
    out
}

/// The folder of a catalog, with pages added to it.
struct Folder<'a> {
    environment: &'a Environment<'static>,
    pages: &'a Pages<'a>,
    /// Empty unless the pages are those of a site.
    history: &'a History,
    emit: Emit<'a>,
}

impl Folder<'_> {
    fn add(&mut self, path: &str, title: &str, trail: &str, body: &str) -> Result<(), RenderError> {
        let path = format!("{}/{path}", self.pages.catalog.id);
        page(self.environment, self.emit, path, title, trail, body)
    }

    /// Writes what comes before the codes: what the catalog is, and links to other parts.
    fn start(&self, out: &mut String, page: &str, links: Phrase<'_>) {
        let catalog = self.pages.catalog;
        let told = catalog.description.as_ref().map(|told| vec![text(told)]);
        let links = (!links.is_empty()).then_some(links);
        let phrases = [told, published(catalog), links].into_iter().flatten();
        self.write(out, page, &phrases.map(Block::Paragraph).collect::<Vec<_>>());
    }

    /// The start of the first page, with the codes if they are on other pages.
    fn index(&self, links: Phrase<'_>) -> String {
        let mut body = String::new();
        self.start(&mut body, INDEX, Vec::new());
        let codes = codes_by_section(&self.pages.entries, AT_A_GLANCE, |_| Vec::new(), links);
        self.write(&mut body, INDEX, &codes);
        body
    }

    /// Writes blocks on a page.
    fn write(&self, out: &mut String, page: &str, blocks: &[Block<'_>]) {
        write(&On { pages: self.pages, page, own: None }, 2).blocks(out, blocks);
    }

    /// The whole reference on one page, and an index that links to it unless it is the index.
    fn one_page(&mut self) -> Result<(), RenderError> {
        let pages = self.pages;
        let catalog = pages.catalog;
        let title = pages.heading("Reference", &catalog.title);
        let sections = catalog.sections_with_ids();
        let sections =
            sections.map(|(id, of)| vec![Piece::Link((&of.title).into(), To::Section(id))]);
        let mut links = vec![words(format!("{}: ", counts(catalog)))];
        links.extend(series(sections, "and"));
        links.push(words("."));
        let mut body = String::new();
        self.start(&mut body, &pages.guide, links);
        let mut group = None;
        for (id, section) in catalog.sections_with_ids() {
            let on = On { pages, page: &pages.guide, own: None };
            let heading = |body: &mut String, level: usize, kind: &'static str, words: &str| {
                let heading = Heading { id: None, kind, words: words.into() };
                write(&on, level).blocks(body, &[Block::Heading(heading)]);
            };
            let level = if section.group.is_some() { 3 } else { 2 };
            if let Some(own) = catalog.group_of(section).filter(|_| section.group != group) {
                heading(&mut body, 2, "Group", &own.title);
                let told = own.description.as_ref().map(reference::text);
                let told: Vec<_> =
                    told.into_iter().map(|told| Block::Paragraph(vec![told])).collect();
                write(&on, 2).blocks(&mut body, &told);
            }
            group = section.group;
            if let Some(own) = pages.section_id(id) {
                anchor(&mut body, &own);
                body.push_str("\n\n");
            }
            heading(&mut body, level, "Section", &section.title);
            section::body(&mut body, pages, id, level + 1);
            body.truncate(body.trim_end().len());
            body.push_str("\n\n");
        }
        self.write(&mut body, &pages.guide, &guide(catalog, false, pages.program()));
        self.add(&pages.guide, &title, "", &body)?;
        if pages.guide != INDEX {
            let name = pages.guide.trim_end_matches(".md");
            let link = Piece::Link(name.into(), To::Guide);
            let told = vec![words("The whole reference is on one page: "), link, words(".")];
            let body = self.index(told);
            self.add(INDEX, &title, "", &body)?;
        }
        Ok(())
    }

    /// An index, a page for each section, one for the operations, and one for each code if the docs
    /// URL needs it.
    fn many_pages(&mut self) -> Result<(), RenderError> {
        let pages = self.pages;
        let catalog = pages.catalog;
        let has_names = catalog.sections.len() > 1;
        let names = has_names.then(|| Piece::Link(NAMES.into(), To::Names));
        let mut body = self.index(names.into_iter().collect());
        self.write(&mut body, INDEX, &guide(catalog, true, pages.program()));
        self.add(INDEX, &pages.heading("Reference", &catalog.title), "", &body)?;
        if has_names {
            let page = &pages.names;
            let table = section::by_name(pages);
            self.blocks(page, NAMES, &[], &[Block::Table(table)])?;
        }
        if !catalog.operations.is_empty() {
            let blocks = reference::operations(catalog, false);
            self.blocks(&pages.operations, reference::OPERATIONS, &[], &blocks)?;
        }
        for (id, section) in catalog.sections_with_ids() {
            let mut body = String::new();
            section::body(&mut body, pages, id, 2);
            let group = catalog.group_of(section);
            let group = group.map(|group| pages.heading("Group", &group.title));
            let group: Vec<Piece<'_>> = group.into_iter().map(words).collect();
            let page = pages.section(id);
            let trail = self.trail(page, &group);
            self.add(page, &pages.heading("Section", &section.title), &trail, &body)?;
        }
        if pages.layout == Layout::PagePerCode {
            for (id, code) in catalog.codes_with_ids() {
                self.code_page(id)?;
                self.alias_pages(code)?;
            }
            for retired in &catalog.retired {
                self.retired_page(retired)?;
            }
        }
        Ok(())
    }

    fn code_page(&mut self, id: CodeId) -> Result<(), RenderError> {
        let pages = self.pages;
        let code = &pages.catalog[id];
        let page = pages.page_of(code);
        let mut trail = String::new();
        section::anchors(&mut trail, pages.catalog, code);
        let title = &pages.catalog[code.section].title;
        let section = Piece::Link(title.into(), To::Section(code.section));
        trail.push_str(&self.trail(&page, &[section]));
        let mut body = String::new();
        section::write_entry(&mut body, pages, &page, id);
        // The entry has told the rest.
        let milestones = milestones(self.history, pages.catalog, code);
        self.write(&mut body, &page, &history([].iter(), milestones));
        self.add(&page, &code.name, &trail, &body)
    }

    /// The pages that keep the docs URLs of a code's former names alive.
    fn alias_pages(&mut self, code: &Code) -> Result<(), RenderError> {
        for alias in aliases_with_pages(code) {
            let Some(page) = self.pages.own_page(Some(code.section), alias) else { continue };
            let told = words("This code was renamed to ");
            let told = vec![told, Piece::Name(&code.name), words(".")];
            self.blocks(&page, alias, &[&page_name(alias)], &[Block::Paragraph(told)])?;
        }
        Ok(())
    }

    /// The page that keeps a retired code's docs URL alive.
    fn retired_page(&mut self, retired: &Retired) -> Result<(), RenderError> {
        let Some(page) = self.pages.own_page(None, &retired.code) else { return Ok(()) };
        let since = retired.since.as_ref().map(|since| format!(" since {since}"));
        let retirement = format!("Retired{}.", since.unwrap_or_default());
        let mut told = vec![
            Piece::Strong(retirement.into()),
            words(" This code is no longer used and will not be reused."),
        ];
        if let Some(id) = retired.replaced_by {
            let code = &self.pages.catalog[id].name;
            told.extend([words(" Use "), Piece::Name(code), words(" instead.")]);
        }
        let blocks = [Block::Paragraph(told), Block::Paragraph(vec![text(&retired.reason)])];
        self.blocks(&page, &retired.code, &[&page_name(&retired.code)], &blocks)
    }

    /// Adds a page of blocks, with anchors at its start.
    fn blocks(
        &mut self,
        page: &str,
        title: &str,
        anchors: &[&str],
        blocks: &[Block<'_>],
    ) -> Result<(), RenderError> {
        let mut trail = String::new();
        for id in anchors {
            anchor(&mut trail, id);
        }
        trail.push_str(&self.trail(page, &[]));
        let mut body = String::new();
        write(&On { pages: self.pages, page, own: None }, 2).blocks(&mut body, blocks);
        self.add(page, title, &trail, &body)
    }

    /// The way to a page from the catalog's index.
    fn trail(&self, page: &str, further: &[Piece<'_>]) -> String {
        let on = On { pages: self.pages, page, own: None };
        let mut trail = vec![Piece::Link((&self.pages.catalog.title).into(), To::Index)];
        for step in further {
            trail.extend([words(" › "), step.clone()]);
        }
        write(&on, 0).string(&trail, At::Inline)
    }
}

/// The title of the page of all codes.
const NAMES: &str = "All codes by name";

fn page(
    environment: &Environment<'_>,
    emit: Emit<'_>,
    path: String,
    title: &str,
    trail: &str,
    body: &str,
) -> Result<(), RenderError> {
    let title = write(&links::Above, 0).string(&[words(title)], At::Inline);
    let body = body.trim_end();
    let mut text = environment.get_template("page")?.render(context! { title, trail, body })?;
    text.truncate(text.trim_end().len());
    text.push('\n');
    emit(Output { path, text });
    Ok(())
}

/// Renders pages, and fails if two of them have the same path, even if it differs in case. The check
/// of a registry prevents it; see [`crate::pages`].
pub(super) fn distinct(
    emit: Emit<'_>,
    render: impl FnOnce(Emit<'_>) -> Result<(), RenderError>,
) -> Result<(), RenderError> {
    let paths = Mutex::new(Vec::new());
    render(&|output| {
        paths.lock().unwrap_or_else(PoisonError::into_inner).push(output.path.clone());
        emit(output);
    })?;
    let mut known = BTreeMap::new();
    for path in paths.into_inner().unwrap_or_else(PoisonError::into_inner) {
        if let Some(other) = known.insert(path.to_lowercase(), path.clone()) {
            return Err(format!("two pages would be `{other}` and `{path}`").into());
        }
    }
    Ok(())
}
