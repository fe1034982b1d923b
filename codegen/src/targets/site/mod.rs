//! A static site: the reference with search, for browsers.
//!
//! # Where to publish the pages
//!
//! Every catalog is a folder that can be published alone; if the registry has only one catalog, its
//! folder is the site. If published as in this table, each docs URL leads to its code:
//!
//! | docs URL | the code `x` of the section `s` is at | the folder is published at |
//! |---|---|---|
//! | `https://h/ref/errors#{code}` | `errors/index.html#x` | `https://h/ref/` |
//! | `https://h/ref/{section}#{code}` | `s/index.html#x` | `https://h/ref/` |
//! | `https://h/errors/{code}` | `errors/x/index.html` | `https://h/` |
//! | `https://h/errors/{code}.html` | `errors/x.html` | `https://h/` |
//! | none | `codes/x.html` | anywhere |
//!
//! Each code has its own page, whatever its docs URL. Next to the pages are their Markdown twins:
//! the output of the Markdown target with a page for each code. The page of a former name, or of a
//! retired code with a replacement, leads to the current code.
//!
//! # What pages can rely on
//!
//! Pages are also opened from disk, so links are relative and name files, scripts are classic
//! scripts, and the search index is a script. Without scripts, every page can be reached by links.
//! Identifiers in pages begin with an underscore, since no code does.

mod address;
mod entry;
mod extra;
mod guide;
mod html;
mod links;
mod list;
mod search;

use minijinja::value::Value;
use minijinja::{AutoEscape, Environment, context};

use crate::address::page_name;
use crate::decode::{Line, Spanned, object};
use crate::model::{Catalog, History, Model, milestones};
use crate::output::{HEADER, Output};
use crate::package::{Imports, Packages};
use crate::pages::aliases_with_pages;
use crate::reference::{OPERATIONS, counts};
use crate::targets::markdown::pages::{INDEX, Pages, link};
use crate::targets::{Emit, RenderError, json, markdown, rust, typescript};
use crate::template;
use crate::text::Text;
use links::{FIRST, HtmlPages, On};

pub use address::Address;

object! {
    /// The options of the target `site`.
    "the target `site`" => SiteOptions {
        /// The folder of the site; `generated/site` by default.
        "out" => out: Option<Spanned<Line>>,
        /// The catalogs that are on the site; all of the registry by default.
        "catalogs" => catalogs: Option<Vec<Spanned<String>>>,
        /// Whether the internal codes are on it too, for readers in the team; `false` by default.
        "internal" => internal: bool = false,
        /// The name of the site; by default the title of the only catalog, or `API errors` if there
        /// are several.
        "title" => title: Option<Line>,
        /// The address at which the site is published; unknown by default.
        "base_url" => base_url: Option<Address>,
    }
}

pub(super) fn render(
    model: &Model,
    options: &SiteOptions,
    imports: Imports<'_>,
    emit: Emit<'_>,
) -> Result<(), RenderError> {
    let mut environment = template::environment();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_formatter(html::format);
    for (name, source) in errbook_templates::SITE {
        environment.add_template(name, source)?;
    }
    environment.add_global("header", HEADER);
    let several = model.catalogs.len() != 1;
    let named = options.title.as_ref().map(|title| title.0.clone());
    let title = named.unwrap_or_else(|| match &model.catalogs[..] {
        [only] => only.title.clone(),
        _ => "API errors".to_owned(),
    });
    let history = &model.history;
    let site = Site { environment: &environment, title, several, options, imports, history };
    let pages =
        model.catalogs.iter().map(|catalog| HtmlPages::new(catalog, imports.of(&catalog.id)));
    let pages: Vec<HtmlPages<'_>> = pages.collect();
    markdown::distinct(emit, |emit| site.render(model, &pages, emit))
}

/// What applies to the whole site.
struct Site<'a> {
    environment: &'a Environment<'static>,
    title: String,
    /// Whether there are several catalogs, each in its own folder.
    several: bool,
    options: &'a SiteOptions,
    imports: Imports<'a>,
    history: &'a History,
}

impl Site<'_> {
    fn render(
        &self,
        model: &Model,
        pages: &[HtmlPages<'_>],
        emit: Emit<'_>,
    ) -> Result<(), RenderError> {
        twins(model, pages, emit)?;
        let mut sitemap = Vec::new();
        for pages in pages {
            let prefix =
                if self.several { format!("{}/", pages.catalog.id) } else { String::new() };
            Folder { site: self, pages, prefix, emit, sitemap: &mut sitemap }.render()?;
        }
        if self.several {
            emit(output(FIRST, self.home(pages)?));
            sitemap.push(FIRST.to_owned());
            assets("").for_each(emit);
            errors_json(model, "", emit)?;
        }
        emit(output("llms.txt", extra::llms(self, pages)));
        if let Some(base) = &self.options.base_url {
            extra::sitemap(base.url(), &sitemap).into_iter().for_each(emit);
        }
        Ok(())
    }

    /// The first page, above the catalogs.
    fn home(&self, pages: &[HtmlPages<'_>]) -> Result<String, RenderError> {
        let catalogs = pages.iter().map(|pages| {
            let catalog = pages.catalog;
            let description = catalog.description.as_ref();
            context! {
                href => format!("{}/index.html", catalog.id),
                title => catalog.title.clone(),
                // Links in the text would be relative to the catalog's folder.
                description => description.map(Text::plain).unwrap_or_default(),
                counts => counts(catalog),
            }
        });
        let codes: usize = pages.iter().map(|pages| pages.catalog.codes.len()).sum();
        let counts = format!(
            "{} in {}",
            crate::words::count(codes, "code"),
            crate::words::count(pages.len(), "API")
        );
        let all: Vec<&Catalog> = pages.iter().map(|pages| pages.catalog).collect();
        let shards: Vec<String> = all.iter().map(|catalog| format!("{}/", catalog.id)).collect();
        let context = context! {
            catalogs => catalogs.collect::<Vec<_>>(),
            counts,
            filters => search::filters(&all),
            explores => true,
            heading => self.title.clone(),
            site => self.title.clone(),
            brand => self.title.clone(),
            summary => "",
            canonical => self.options.base_url.as_ref().map(|base| base.url().to_owned()),
            twin => INDEX,
            data => "errors.json",
            root => "",
            shards => shards.join(" "),
            crumbs => Vec::<Value>::new(),
        };
        Ok(self.environment.get_template("home")?.render(context)?)
    }
}

/// The folder of a catalog, with pages added to it.
struct Folder<'a> {
    site: &'a Site<'a>,
    pages: &'a HtmlPages<'a>,
    /// Its path on the site.
    prefix: String,
    emit: Emit<'a>,
    /// The pages for the sitemap: not those that only lead to another.
    sitemap: &'a mut Vec<String>,
}

impl Folder<'_> {
    fn render(mut self) -> Result<(), RenderError> {
        let (pages, environment) = (self.pages, self.site.environment);
        let catalog = pages.catalog;
        let title = if self.site.several { &catalog.title } else { &self.site.title };
        let chrome = self.chrome(FIRST, title, Some(INDEX), "", &[]);
        self.add(FIRST, guide::page(environment, pages, chrome)?);

        let chrome = self.chrome(&pages.names, "All codes", self.names_twin(), "", &[]);
        self.add(&pages.names, list::all_codes(environment, pages, chrome)?);

        if !catalog.operations.is_empty() {
            let (page, twin) = (&pages.operations, &pages.twins.operations);
            let chrome = self.chrome(page, OPERATIONS, Some(twin), "", &[]);
            self.add(page, guide::operations_page(environment, pages, chrome)?);
        }

        for (id, section) in catalog.sections_with_ids() {
            let page = &pages.sections[id.index()];
            let summary = section.description.as_ref().map(Text::plain);
            let summary = summary.unwrap_or_default();
            let twin = pages.twins.section(id);
            let chrome = self.chrome(page, &section.title, Some(twin), &summary, &[]);
            self.add(page, list::section(environment, pages, id.index(), chrome)?);
        }
        let Packages { rust, typescript } = self.site.imports.of(&catalog.id);
        // A catalog that cannot be a crate is still a site.
        let rust = rust::handling::samples(catalog, rust).unwrap_or_default();
        for (id, code) in catalog.codes_with_ids() {
            let page = &pages.of_code(code);
            let twin = pages.twins.page_of(code);
            let section = &catalog[code.section].title;
            let crumb = (section.as_str(), pages.sections[code.section.index()].as_str());
            let summary = code.summary();
            let chrome = self.chrome(page, &code.name, Some(&twin), &summary, &[crumb]);
            let mut samples =
                vec![("TypeScript", typescript::handling::sample(catalog, code, typescript))];
            samples.extend(rust.get(id.index()).map(|sample| ("Rust", sample.clone())));
            let history = milestones(self.site.history, catalog, code);
            self.add(page, entry::page(environment, pages, id, (&samples, history), chrome)?);
            for alias in aliases_with_pages(code) {
                let page = &pages.of_name(Some(code.section), alias);
                let href = entry::to_successor(pages, page, code, None);
                let what = "This code was renamed to";
                let text = entry::moved(environment, (page, alias), href, &code.name, what)?;
                self.put(page, text);
            }
        }
        self.retired()?;
        assets(&self.prefix).for_each(self.emit);
        let index = search::index(pages)?;
        self.put("assets/search.js", index);
        let alone = Model::new(vec![catalog.clone()]);
        errors_json(&alone, &self.prefix, self.emit)
    }

    fn retired(&mut self) -> Result<(), RenderError> {
        let (pages, environment) = (self.pages, self.site.environment);
        for retired in &pages.catalog.retired {
            let page = &pages.of_name(None, &retired.code);
            let successor = retired.replaced_by.map(|id| &pages.catalog[id]);
            if let Some(code) = successor {
                let id = format!("_replaces-{}", page_name(&retired.code));
                let href = entry::to_successor(pages, page, code, Some(&id));
                let what = "This code is retired. It was replaced by";
                let from = (page.as_str(), retired.code.as_str());
                self.put(page, entry::moved(environment, from, href, &code.name, what)?);
            } else {
                let twin = pages.twins.own_page(None, &retired.code);
                let summary = retired.reason.plain();
                let chrome = self.chrome(page, &retired.code, twin.as_deref(), &summary, &[]);
                let on = On { pages, page, own: None };
                self.add(page, entry::retired(environment, on, retired, chrome)?);
            }
        }
        Ok(())
    }

    /// The twin of the page with all codes; a catalog with one section has none.
    fn names_twin(&self) -> Option<&str> {
        (self.pages.catalog.sections.len() > 1).then_some(&self.pages.twins.names)
    }

    /// Adds a page that belongs in the sitemap.
    fn add(&mut self, page: &str, text: String) {
        self.sitemap.push(format!("{}{page}", self.prefix));
        self.put(page, text);
    }

    fn put(&mut self, page: &str, text: String) {
        (self.emit)(output(&format!("{}{page}", self.prefix), text));
    }

    /// What surrounds every page of the catalog.
    fn chrome(
        &self,
        page: &str,
        heading: &str,
        twin: Option<&str>,
        summary: &str,
        between: &[(&str, &str)],
    ) -> Value {
        let catalog = self.pages.catalog;
        let root = "../".repeat(page.matches('/').count());
        let crumb = |title: &str, href: String| context! { title, href };
        let mut crumbs = Vec::with_capacity(between.len() + 2);
        if self.site.several {
            crumbs.push(crumb(&self.site.title, format!("{root}../index.html")));
        }
        if page != FIRST {
            let title = if self.site.several { &catalog.title } else { &self.site.title };
            crumbs.push(crumb(title, link(page, FIRST, None)));
        }
        crumbs.extend(between.iter().map(|(title, to)| crumb(title, link(page, to, None))));
        let address = |base: &Address| {
            let page = page.strip_suffix(FIRST).unwrap_or(page);
            format!("{}{}{page}", base.url(), self.prefix)
        };
        context! {
            heading,
            id => page_name(heading),
            summary,
            site => if self.site.several { &catalog.title } else { &self.site.title },
            brand => if self.site.several { &catalog.title } else { &self.site.title },
            canonical => self.site.options.base_url.as_ref().map(address),
            twin => twin.map(|twin| link(page, twin, None)),
            data => format!("{root}errors.json"),
            shards => catalog.id.clone(),
            crumbs,
            root,
            explores => page == FIRST,
        }
    }
}

/// The Markdown twins; if there is only one catalog, its folder is the site.
fn twins(model: &Model, pages: &[HtmlPages<'_>], emit: Emit<'_>) -> Result<(), RenderError> {
    let twins: Vec<&Pages<'_>> = pages.iter().map(|pages| &pages.twins).collect();
    if pages.len() != 1 {
        return markdown::render_pages(model, &twins, emit);
    }
    markdown::render_pages(model, &twins, &|Output { path, text }| {
        if let Some((_, path)) = path.split_once('/') {
            emit(Output { path: path.to_owned(), text });
        } else if path != INDEX {
            emit(Output { path, text });
        }
    })
}

fn assets(prefix: &str) -> impl Iterator<Item = Output> {
    errbook_templates::ASSETS.iter().map(move |(name, text)| {
        output(&format!("{prefix}assets/{name}"), format!("/* {HEADER} */\n{text}"))
    })
}

/// The registry as the `json` target writes it, and its schema.
fn errors_json(model: &Model, prefix: &str, emit: Emit<'_>) -> Result<(), RenderError> {
    emit(output(&format!("{prefix}errors.json"), json::registry(model)?));
    emit(output(&format!("{prefix}errors.schema.json"), json::schema()?));
    Ok(())
}

fn output(path: &str, mut text: String) -> Output {
    text.truncate(text.trim_end().len());
    text.push('\n');
    Output { path: path.to_owned(), text }
}
