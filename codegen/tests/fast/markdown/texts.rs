//! Every text of a model that a reader should find, regardless of layout.

use errbook::model::{Catalog, Code, Link, Member, Shape, Step, Text, Vocabulary};

/// Everything that the catalog says outside its codes.
pub fn of_catalog(catalog: &Catalog) -> Vec<String> {
    let mut found = vec![catalog.title.clone()];
    let mut add = |text: &Text| found.push(text.plain());
    catalog.description.iter().for_each(&mut add);
    catalog.naming.convention.iter().for_each(&mut add);
    catalog.naming.exceptions.iter().for_each(|exception| add(&exception.reason));
    catalog.categories.iter().filter_map(|c| c.description.as_ref()).for_each(&mut add);
    catalog.statuses.iter().for_each(|status| add(&status.meaning));
    catalog.actions.iter().for_each(|action| add(&action.description));
    catalog.envelope.description.iter().for_each(&mut add);
    members(&catalog.envelope.shape, &mut |member| member.description.iter().for_each(&mut add));
    catalog.never_includes.iter().for_each(&mut add);
    catalog.retired.iter().for_each(|retired| add(&retired.reason));
    if let Some(handling) = &catalog.handling {
        handling.description.iter().for_each(&mut add);
        handling.log.iter().for_each(&mut add);
        let steps = handling.steps.iter().chain(&handling.otherwise);
        steps.filter_map(|step: &Step| step.note.as_ref()).for_each(&mut add);
    }
    for section in &catalog.sections {
        section.description.iter().for_each(&mut add);
        section.sources.iter().for_each(&mut add);
        section.notes.iter().for_each(&mut add);
        for reference in section.entries.iter().filter_map(|entry| entry.reference.as_ref()) {
            let words = [&reference.description, &reference.cause, &reference.resolution];
            words.into_iter().flatten().for_each(&mut add);
        }
        for table in &section.tables {
            table.description.iter().for_each(&mut add);
            table.columns.iter().for_each(&mut add);
            table.rows.iter().flatten().for_each(&mut add);
        }
    }
    for section in &catalog.sections {
        found.push(section.title.clone());
        found.extend(catalog.group_of(section).map(|group| group.title.clone()));
        found.extend(section.tables.iter().map(|table| table.title.clone()));
    }
    found.extend(catalog.naming.pattern.clone());
    found.extend(catalog.docs.url.as_ref().map(|url| url.template().to_string()));
    found.extend(catalog.actions.iter().map(|action| action.title.clone()));
    found.extend(catalog.categories.iter().map(|category| category.id.clone()));
    catalog.related.iter().for_each(|link| of_link(link, &mut found));
    for retired in &catalog.retired {
        found.push(retired.code.clone());
        found.extend(retired.since.clone());
        found.extend(retired.replaced_by.map(|id| catalog[id].name.clone()));
    }
    found
}

/// Everything that a code's entry says.
pub fn of_code(catalog: &Catalog, code: &Code) -> Vec<String> {
    let mut found = vec![code.name.clone(), code.summary()];
    found.extend(code.cause.iter().chain(&code.resolution).chain(&code.notes).map(Text::plain));
    found.extend(code.message.iter().map(|message| message.source.clone()));
    found.extend(code.category.map(|id| catalog[id].id.clone()));
    found.extend(code.since.clone());
    found.extend(code.status.iter().map(u16::to_string));
    found.extend(code.retry.map(|retry| retry.sentence().replace('`', "")));
    found.extend(code.grpc.map(|grpc| format!("{} ({})", grpc.name, grpc.number)));
    for detail in &code.details {
        found.push(detail.name.clone());
        found.push(detail.ty.to_string());
        found.extend(detail.description.as_ref().map(Text::plain));
    }
    if let Some(deprecated) = &code.deprecated {
        found.extend(deprecated.since.clone());
        found.extend(deprecated.replaced_by.map(|id| catalog[id].name.clone()));
        found.extend(deprecated.note.as_ref().map(Text::plain));
    }
    code.links.iter().for_each(|link| of_link(link, &mut found));
    found
}

fn of_link(link: &Link, found: &mut Vec<String>) {
    found.push(link.title.clone());
    found.extend(link.description.as_ref().map(Text::plain));
}

fn members(shape: &Shape, visit: &mut impl FnMut(&Member)) {
    match shape {
        Shape::Object { members: found, .. } => {
            for member in found {
                visit(member);
                members(&member.shape, visit);
            }
        }
        Shape::Array(element) => members(element, visit),
        Shape::Slot(_) | Shape::Type(_) | Shape::Constant(_) => {}
    }
}
