//! From the surface to the model: everything resolved, inherited, ordered and checked.

mod alias;
mod code;
mod envelope;
mod message;
mod naming;
mod operation;
mod path;
mod place;
mod reference;
mod types;

use std::collections::HashMap;

use crate::decode::{Map, Prose, Spanned, TextOr};
use crate::diagnostic::{Diagnostic, Problems, nearest};
use crate::load::{CatalogFiles, SectionFile, Spec};
use crate::model::{
    Action, Catalog, Category, Docs, Entry, Handling, Layout, Link, Naming, NamingException,
    Reference, Retired, Section, StatusMeaning, Step, Table, Text,
};
use crate::names;
use crate::rule;
use crate::source::{Sources, Span};
use crate::spec::{
    ActionSpec, CatalogSpec, DocsSpec, HandlingSpec, LinkSpec, MeaningSpec, ReferenceSpec,
    StepSpec, TableSpec, levels, lint,
};

use reference::Known;

/// Makes the catalogs of a registry; nothing in the place of one with an error in its files.
pub fn lower(spec: &Spec, sources: &Sources, problems: &mut Problems) -> Vec<Option<Catalog>> {
    let lowered = |files: &CatalogFiles| {
        let catalog = catalog(files, problems);
        // What a file of no catalog holds may belong to any.
        let own = |file: u32| {
            let folder = sources.files()[file as usize].catalog.as_ref();
            folder.is_none_or(|folder| *folder == files.folder)
        };
        (!problems.any_error_in(own)).then_some(catalog)
    };
    spec.catalogs.iter().map(lowered).collect()
}

fn catalog(files: &CatalogFiles, problems: &mut Problems) -> Catalog {
    let spec = &files.catalog;
    name(files, problems);
    rules(files, problems);
    let sections = in_reading_order(files, problems);
    let known = Known::collect(files, &sections, problems);
    alias::check(files, &sections, problems);
    let docs = docs(spec.docs.as_ref(), problems);
    let style = spec.codes.style.value;
    let (envelope, envelope_sound) = envelope::lower(&spec.envelope, &docs, style, problems);
    let mut codes = Vec::new();
    let mut places = HashMap::new();
    for (index, file) in sections.iter().enumerate() {
        let context = code::Context {
            known: &known,
            categories: &spec.categories,
            envelope: &envelope,
            envelope_sound,
            docs: &docs,
            section: index,
            section_id: &file.id,
            category: file.section.category.as_ref(),
        };
        known.category(file.section.category.as_ref(), problems);
        for (name, error) in &file.section.errors.0 {
            // A second definition was reported; the first one counts.
            places.entry(name.value.as_str()).or_insert_with(|| {
                codes.push(code::lower(name, &error.value, &context, problems));
                codes.len() - 1
            });
        }
    }
    naming::check(files, &codes, &known, problems);
    let sections = sections.iter().map(|file| section(file, &known, &places, problems)).collect();
    let mut catalog = Catalog {
        id: files.folder.clone(),
        title: spec.title.clone(),
        description: spec.description.as_ref().map(Prose::text),
        naming: Naming {
            style: spec.codes.style.value,
            convention: spec.codes.convention.as_ref().map(Prose::text),
            pattern: spec.codes.pattern.as_ref().map(|pattern| pattern.value.clone()),
            exceptions: naming_exceptions(spec),
        },
        docs,
        categories: categories(spec, &known, problems),
        statuses: statuses(spec, problems),
        actions: actions(&spec.actions),
        envelope,
        raises: operation::raised(&spec.raises, &known, &places, problems),
        operations: operation::lower(&spec.operations, &known, &places, problems),
        handling: spec.handling.as_ref().map(|spec| handling(spec, &known, problems)),
        never_includes: texts(&spec.never_includes),
        related: links(&spec.related),
        retired: retired(spec, &known, problems),
        sections,
        codes,
    };
    catalog.cross_refer();
    catalog
}

/// Every rule that has a level or may be broken is a lint.
fn rules(files: &CatalogFiles, problems: &mut Problems) {
    levels(&files.catalog.levels, problems);
    let sections = files.sections.iter().map(|file| &file.section);
    let entries = sections.clone().flat_map(|section| &section.errors.0);
    let allowed = [&files.catalog.allow]
        .into_iter()
        .chain(sections.map(|section| &section.allow))
        .chain(entries.map(|(_, error)| &error.value.allow));
    for (id, _) in allowed.flat_map(|allow| &allow.0) {
        lint(id, "cannot be allowed", problems);
    }
}

/// The catalog's id is the name of its folder, and fit for a module, a path and a feature.
fn name(files: &CatalogFiles, problems: &mut Problems) {
    let Spanned { value, span } = &files.catalog.catalog;
    if !value.is_empty() && *value != files.folder {
        problems.push(
            Diagnostic::error(
                &rule::CATALOG_NAME,
                format!("the catalog `{value}` stands in the folder `{}`", files.folder),
            )
            .at(*span, "not the name of the folder")
            .help(format!("write `catalog: {}`, or rename the folder", files.folder)),
        );
    }
    let kebab = names::has_style(&files.folder, crate::model::CaseStyle::Kebab);
    if !kebab || !files.folder.starts_with(|first: char| first.is_ascii_lowercase()) {
        problems.push(
            Diagnostic::error(
                &rule::CATALOG_NAME,
                format!("the folder `{}` is not named in kebab-case", files.folder),
            )
            .at(files.span, "in this file's folder")
            .help("use lower-case letters, digits and hyphens, a letter first"),
        );
    }
}

/// The section files as the catalog lists them, or by file name where it lists none.
fn in_reading_order<'a>(files: &'a CatalogFiles, problems: &mut Problems) -> Vec<&'a SectionFile> {
    let mut rest: Vec<&SectionFile> = files.sections.iter().collect();
    let Some(listed) = &files.catalog.sections else { return rest };
    let mut ordered = Vec::with_capacity(rest.len());
    for id in listed {
        if let Some(at) = rest.iter().position(|file| file.id == id.value) {
            ordered.push(rest.remove(at));
        } else if ordered.iter().any(|file: &&SectionFile| file.id == id.value) {
            problems.push(
                Diagnostic::error(
                    &rule::SECTION_LIST,
                    format!("the section `{}` is listed twice", id.value),
                )
                .at(id.span, "the second time")
                .help("remove one of the two"),
            );
        } else if files.complete {
            let ids = || rest.iter().map(|file| file.id.as_str());
            problems.push(reference::unknown("section", id, ids()));
            // The file that is meant is listed, if not by its name.
            let meant = nearest(&id.value, ids());
            if let Some(at) = rest.iter().position(|file| Some(file.id.as_str()) == meant) {
                ordered.push(rest.remove(at));
            }
        }
    }
    for file in &rest {
        problems.push(
            Diagnostic::error(
                &rule::SECTION_LIST,
                format!("the section `{}` is not in the catalog's list of sections", file.id),
            )
            .at(file.span, "this file")
            .help(format!("add `{}` to `sections` in `catalog.yaml`", file.id)),
        );
    }
    ordered.extend(rest);
    ordered
}

fn docs(spec: Option<&DocsSpec>, problems: &mut Problems) -> Docs {
    let Some(spec) = spec else { return Docs { url: None, layout: Layout::PagePerSection } };
    let asked = spec.layout.as_ref().map(|layout| layout.value);
    let Some(url) = &spec.url else {
        return Docs { url: None, layout: asked.unwrap_or(Layout::PagePerSection) };
    };
    let page = url.value.split_once('#').map_or(url.value.as_str(), |(page, _)| page);
    let unknown = placeholders(&url.value).find(|name| !["code", "section"].contains(name));
    let found = if let Some(unknown) = unknown {
        Some((
            format!("the docs URL has an unknown placeholder `{{{unknown}}}`"),
            "use `{code}` and `{section}`",
        ))
    } else if !url.value.contains("{code}") {
        Some((
            "the docs URL has no place for the code".to_owned(),
            "put `{code}` where the code belongs",
        ))
    } else if !url.value.starts_with("https://") && !url.value.starts_with("http://") {
        Some(("the docs URL is not an address of the web".to_owned(), "begin it with `https://`"))
    } else {
        None
    };
    if let Some((message, help)) = found {
        problems
            .push(Diagnostic::error(&rule::DOCS_URL, message).at(url.span, "this URL").help(help));
    }
    let layout = if page.contains("{code}") {
        Layout::PagePerCode
    } else if page.contains("{section}") {
        Layout::PagePerSection
    } else {
        Layout::OnePage
    };
    if let Some(asked) = &spec.layout
        && asked.value != layout
        && url.value.contains("{code}")
    {
        problems.push(
            Diagnostic::error(&rule::DOCS_URL, "the docs URL does not fit the layout")
                .at(asked.span, "this layout")
                .also(url.span, "this URL leads to other pages")
                .help("remove `layout`: it follows from the URL"),
        );
    }
    Docs { url: Some(url.value.clone()), layout }
}

fn texts(prose: &[Prose]) -> Vec<Text> {
    prose.iter().map(Prose::text).collect()
}

/// A number and its noun: "1 cell", "2 cells".
fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// The names between braces in a URL template.
fn placeholders(url: &str) -> impl Iterator<Item = &str> {
    url.split('{').skip(1).map(|rest| rest.split('}').next().unwrap_or_default())
}

fn naming_exceptions(spec: &CatalogSpec) -> Vec<NamingException> {
    let exception = |spec: &crate::spec::ExceptionSpec| NamingException {
        reason: spec.reason.text(),
        codes: spec.codes.iter().map(|code| code.value.clone()).collect(),
    };
    spec.codes.exceptions.iter().map(exception).collect()
}

fn categories(spec: &CatalogSpec, known: &Known<'_>, problems: &mut Problems) -> Vec<Category> {
    let mut categories = Vec::with_capacity(spec.categories.0.len());
    for (id, category) in &spec.categories.0 {
        known.action(category.action.as_ref(), problems);
        categories.push(Category {
            id: id.value.clone(),
            title: category.title.clone().unwrap_or_else(|| names::title(&id.value)),
            description: category.description.as_ref().map(Prose::text),
            status: category
                .status
                .as_ref()
                .map_or_else(Vec::new, |status| status.statuses.clone()),
        });
    }
    categories
}

fn statuses(spec: &CatalogSpec, problems: &mut Problems) -> Vec<StatusMeaning> {
    let mut statuses = Vec::with_capacity(spec.statuses.0.len());
    for (key, meaning) in &spec.statuses.0 {
        let status = key.value.parse().ok().filter(|status| (100..=599).contains(status));
        match status.filter(|_| key.value.len() == 3) {
            Some(status) => statuses.push(status_meaning(status, meaning)),
            None => problems.push(
                Diagnostic::error(
                    &rule::STATUS_RANGE,
                    format!("`{}` is not an HTTP status (RFC 9110 §15)", key.value),
                )
                .at(key.span, "outside 100 to 599")
                .help("write a status from 100 to 599"),
            ),
        }
    }
    statuses.sort_by_key(|status| status.status);
    statuses
}

fn status_meaning(status: u16, spec: &TextOr<MeaningSpec>) -> StatusMeaning {
    match spec {
        TextOr::Text(meaning) => {
            StatusMeaning { status, meaning: meaning.text(), headers: Vec::new(), retry: false }
        }
        TextOr::Full(spec) => StatusMeaning {
            status,
            meaning: spec.meaning.text(),
            headers: spec.headers.iter().map(|header| header.value.clone()).collect(),
            retry: spec.retry.unwrap_or(false),
        },
    }
}

fn actions(spec: &Map<TextOr<ActionSpec>>) -> Vec<Action> {
    let action = |(id, spec): &(Spanned<String>, TextOr<ActionSpec>)| {
        let (title, description) = match spec {
            TextOr::Text(text) => (None, text.text()),
            TextOr::Full(spec) => (spec.title.clone(), spec.description.text()),
        };
        let title = title.unwrap_or_else(|| names::title(&id.value));
        Action { id: id.value.clone(), title, description }
    };
    spec.0.iter().map(action).collect()
}

fn handling(spec: &HandlingSpec, known: &Known<'_>, problems: &mut Problems) -> Handling {
    let mut step = |spec: &StepSpec| {
        known.action(spec.action.as_ref(), problems);
        for code in &spec.codes {
            known.code(code, problems);
        }
        Step {
            codes: spec.codes.iter().map(|code| code.value.clone()).collect(),
            action: spec.action.as_ref().map(|action| action.value.clone()),
            note: spec.note.as_ref().map(Prose::text),
        }
    };
    Handling {
        description: spec.description.as_ref().map(Prose::text),
        log: texts(&spec.log),
        steps: spec.steps.iter().map(&mut step).collect(),
        otherwise: spec.otherwise.as_ref().map(step),
    }
}

fn links(specs: &[LinkSpec]) -> Vec<Link> {
    let link = |spec: &LinkSpec| Link {
        title: spec.title.clone(),
        description: spec.description.as_ref().map(Prose::text),
        url: spec.url.as_ref().map(|url| url.value.clone()),
    };
    specs.iter().map(link).collect()
}

fn retired(spec: &CatalogSpec, known: &Known<'_>, problems: &mut Problems) -> Vec<Retired> {
    let mut retired = Vec::with_capacity(spec.retired.0.len());
    for (code, spec) in &spec.retired.0 {
        // It becomes the name of a page, as live codes do.
        if !naming::well_formed(&code.value, "-_.") {
            problems.push(
                Diagnostic::error(
                    &rule::INVALID_NAME,
                    format!("`{}` cannot be a retired code", code.value),
                )
                .at(code.span, "not fit for a URL and a file name")
                .help("use ASCII letters, digits, `_`, `-` and `.`, a letter or digit first"),
            );
        }
        if let Some(used) = known.span_of_code(&code.value) {
            problems.push(
                Diagnostic::error(
                    &rule::RETIRED_CODE,
                    format!("the retired code `{}` is used again", code.value),
                )
                .at(used, "used here")
                .also(code.span, "retired here")
                .help("choose another code: old clients still give this one its old meaning"),
            );
        }
        if let Some(replacement) = &spec.replaced_by {
            known.code(replacement, problems);
        }
        retired.push(Retired {
            code: code.value.clone(),
            reason: spec.reason.text(),
            since: spec.since.clone(),
            replaced_by: spec.replaced_by.as_ref().map(|code| code.value.clone()),
        });
    }
    retired
}

fn section(
    file: &SectionFile,
    known: &Known<'_>,
    places: &HashMap<&str, usize>,
    problems: &mut Problems,
) -> Section {
    let spec = &file.section;
    let defined = spec.errors.0.iter().filter_map(|(code, _)| {
        Some(Entry { code: *places.get(code.value.as_str())?, reference: None })
    });
    let mut entries: Vec<Entry> = defined.collect();
    for (code, note) in &spec.also.0 {
        known.code(code, problems);
        if let Some((own, _)) = spec.errors.0.iter().find(|(own, _)| own.value == code.value) {
            problems.push(
                Diagnostic::error(
                    &rule::DUPLICATE_CODE,
                    format!("`{}` is defined in this section and listed by it too", code.value),
                )
                .at(code.span, "listed here")
                .also(own.span, "defined here")
                .help("remove it from `also`"),
            );
        }
        if let Some(place) = places.get(code.value.as_str()) {
            entries.push(Entry { code: *place, reference: Some(reference_note(note)) });
        }
    }
    Section {
        id: file.id.clone(),
        title: spec.section.value.clone(),
        group: spec.group.clone(),
        description: spec.description.as_ref().map(Prose::text),
        sources: texts(&spec.source.0),
        entries,
        tables: spec.tables.iter().map(|spec| table(spec, problems)).collect(),
        notes: texts(&spec.notes),
    }
}

fn reference_note(spec: &TextOr<ReferenceSpec>) -> Reference {
    match spec {
        TextOr::Text(text) => Reference { description: Some(text.text()), ..Reference::default() },
        TextOr::Full(spec) => Reference {
            description: spec.description.as_ref().map(Prose::text),
            cause: spec.cause.as_ref().map(Prose::text),
            resolution: spec.resolution.as_ref().map(Prose::text),
        },
    }
}

fn table(spec: &TableSpec, problems: &mut Problems) -> Table {
    let columns = spec.columns.value.len();
    let known = spec.columns.span != Span::default() && !problems.any_within(spec.columns.span);
    if columns == 0 && known {
        problems.push(
            Diagnostic::error(&rule::TABLE_ROW, "a table without columns")
                .at(spec.columns.span, "no column here")
                .help("name at least one column"),
        );
    }
    for row in spec.rows.iter().filter(|row| known && row.value.len() != columns) {
        if problems.any_within(row.span) {
            continue;
        }
        problems.push(
            Diagnostic::error(
                &rule::TABLE_ROW,
                format!(
                    "a row of {} in a table of {}",
                    count(row.value.len(), "cell"),
                    count(columns, "column")
                ),
            )
            .at(row.span, "this row")
            .also(spec.columns.span, "the columns")
            .help("give the row a cell for every column"),
        );
    }
    Table {
        title: spec.title.clone(),
        description: spec.description.as_ref().map(Prose::text),
        columns: texts(&spec.columns.value),
        rows: spec.rows.iter().map(|row| texts(&row.value)).collect(),
    }
}
