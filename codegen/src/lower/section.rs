//! The sections: their order, and what each holds besides its own codes.

use std::collections::HashMap;

use super::reference::{Known, unknown};
use super::{texts, told};
use crate::decode::{Prose, TextOr};
use crate::diagnostic::{Diagnostic, Problems, nearest};
use crate::language::{ReferenceSpec, TableSpec};
use crate::load::{CatalogFiles, SectionFile};
use crate::model::{Entry, GroupId, Reference, Section, Table};
use crate::rule;
use crate::source::Span;
use crate::words::count;

/// The section files in the order of the catalog's list, or by file name if it has none.
pub(super) fn in_reading_order<'a>(
    files: &'a CatalogFiles,
    problems: &mut Problems,
) -> Vec<&'a SectionFile> {
    let Some(listed) = &files.catalog.sections else {
        return files.sections.iter().map(|file| &**file).collect();
    };
    let by_id: HashMap<&str, usize> =
        files.sections.iter().map(|file| file.id.as_str()).zip(0..).collect();
    let mut placed = vec![false; files.sections.len()];
    let mut ordered = Vec::with_capacity(files.sections.len());
    for id in listed {
        let known = by_id.get(id.value.as_str()).copied();
        let index = match known {
            Some(index) if placed[index] => {
                problems.push(
                    Diagnostic::error(
                        &rule::SECTION_LIST,
                        format!("the section `{}` is listed twice", id.value),
                    )
                    .at(id.span, "the second time")
                    .help("remove one of the two"),
                );
                None
            }
            None if files.complete => {
                let look = problems.can_compare(files.sections.len());
                let rest =
                    files.sections.iter().zip(&placed).filter(|(_, placed)| look && !**placed);
                let near = nearest(&id.value, rest.map(|(file, _)| file.id.as_str()));
                problems.push(unknown("section", id, near));
                // The file that is meant is listed, only under a mistyped name.
                near.and_then(|near| by_id.get(near).copied())
            }
            index => index,
        };
        if let Some(index) = index {
            placed[index] = true;
            ordered.push(&*files.sections[index]);
        }
    }
    let rest = files.sections.iter().zip(&placed).filter(|(_, placed)| !**placed);
    for (file, _) in rest {
        problems.push(
            Diagnostic::error(
                &rule::SECTION_LIST,
                format!("the section `{}` is not in the catalog's list of sections", file.id),
            )
            .at(file.span, "this file")
            .help(format!("add `{}` to `sections` in `catalog.yaml`", file.id)),
        );
        ordered.push(file);
    }
    ordered
}

/// One section.
pub(super) fn lower(
    file: &SectionFile,
    group: Option<GroupId>,
    known: &Known<'_>,
    problems: &mut Problems,
) -> Section {
    let spec = &file.section;
    let defined = spec.errors.0.iter().filter_map(|(code, _)| {
        Some(Entry { code: known.code_named(&code.value)?, reference: None })
    });
    let mut entries: Vec<Entry> = defined.collect();
    // Few sections list codes of others.
    let listed = if spec.also.0.is_empty() { &[][..] } else { &spec.errors.0 };
    let own: HashMap<&str, Span> =
        listed.iter().map(|(code, _)| (code.value.as_str(), code.span)).collect();
    for (code, note) in &spec.also.0 {
        if let Some(own) = own.get(code.value.as_str()) {
            problems.push(
                Diagnostic::error(
                    &rule::DUPLICATE_CODE,
                    format!("`{}` is both defined and listed in this section", code.value),
                )
                .at(code.span, "listed here")
                .also(*own, "defined here")
                .help("remove it from `also`"),
            );
        }
        if let Some(id) = known.code(code, problems) {
            entries.push(Entry { code: id, reference: Some(reference(note)) });
        }
    }
    Section {
        id: file.id.clone(),
        title: spec.section.value.clone(),
        group,
        description: spec.description.as_ref().map(Prose::text),
        sources: texts(&spec.source.0),
        entries,
        tables: spec.tables.iter().map(|spec| table(spec, problems)).collect(),
        notes: texts(&spec.notes),
    }
}

fn reference(spec: &TextOr<ReferenceSpec>) -> Reference {
    match spec {
        TextOr::Text(text) => Reference { description: Some(text.text()), ..Reference::default() },
        TextOr::Full(spec) => {
            let ReferenceSpec { description, cause, resolution, causes } = spec;
            let (cause, resolution, causes) =
                told::causes(cause.as_ref(), resolution.as_ref(), causes);
            let description = description.as_ref().map(Prose::text);
            Reference { description, cause, resolution, causes }
        }
    }
}

fn table(spec: &TableSpec, problems: &mut Problems) -> Table {
    let columns = spec.columns.value.len();
    let known = spec.columns.span != Span::default() && !problems.any_within(spec.columns.span);
    if columns == 0 && known {
        problems.push(
            Diagnostic::error(&rule::TABLE_ROW, "a table without columns")
                .at(spec.columns.span, "no columns here")
                .help("add at least one column"),
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
                    "a row with {} in a table with {}",
                    count(row.value.len(), "cell"),
                    count(columns, "column")
                ),
            )
            .at(row.span, "this row")
            .also(spec.columns.span, "the columns")
            .help("give the row one cell per column"),
        );
    }
    Table {
        title: spec.title.clone(),
        description: spec.description.as_ref().map(Prose::text),
        columns: texts(&spec.columns.value),
        rows: spec.rows.iter().map(|row| texts(&row.value)).collect(),
    }
}
