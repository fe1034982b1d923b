//! A published catalog.

use super::code::code;
use super::names::{Fault, Names};
use super::shape::envelope;
use super::spots::Spots;
use super::texts::{link, text, texts, told};
use crate::language::JOIN;
use crate::lower::used;
use crate::model::{
    Action, Catalog, Category, Docs, DocsUrl, Entry, EnumValue, Field, FieldType, Group, Handling,
    METHODS, Naming, NamingException, Operation, Reference, Request, RequestExample, Retired,
    Section, StatusMeaning, Step, Table, Text,
};
use crate::source::Span;
use crate::targets::json;

pub(super) fn catalog(published: &json::Catalog<'_>, spots: &Spots) -> Result<Catalog, Fault> {
    let known = &Names::of(published)?;
    // Taken apart without `..`, so that nothing in the file is forgotten.
    let json::Catalog {
        id,
        title,
        description,
        language,
        naming: named,
        docs,
        categories,
        fields,
        statuses,
        actions,
        types: _,
        // The envelope says it.
        identified_by: _,
        code_header,
        envelope: body,
        raises,
        operations,
        handling: handled,
        never_includes,
        related,
        retired: graves,
        groups,
        sections,
        codes,
    } = published;
    let codes = codes.read.iter().map(|one| {
        let span = spots.codes.get(&*one.name).copied().unwrap_or_default();
        code(one, known, span).map_err(|fault| format!("of `{}`: {fault}", one.name))
    });
    let operations = operations.iter().map(|one| {
        let span = spots.operations.get(&*one.id).copied().unwrap_or_default();
        operation(one, known, span)
    });
    let (codes, envelope) = (codes.collect::<Result<Vec<_>, Fault>>()?, envelope(body, known)?);
    let mut catalog = Catalog {
        id: id.to_string(),
        title: title.to_string(),
        description: text(description.as_ref()),
        language: language.to_string(),
        naming: naming(named, known)?,
        docs: Docs { url: docs.url.as_deref().map(DocsUrl::new), layout: docs.layout.0 },
        categories: categories.iter().map(category).collect(),
        fields: fields.iter().map(field).collect::<Result<_, Fault>>()?,
        statuses: statuses.iter().map(status).collect(),
        actions: actions.iter().map(action).collect(),
        types: used(known.types.all.clone(), &envelope.shape, &codes),
        code_header: code_header.as_deref().map(str::to_owned),
        envelope,
        raises: known.codes(raises)?,
        operations: operations.collect::<Result<_, Fault>>()?,
        handling: handled.as_ref().map(|handled| handling(handled, known)).transpose()?,
        never_includes: texts(never_includes),
        related: related.iter().map(link).collect(),
        retired: graves.iter().map(|grave| retired(grave, known)).collect::<Result<_, Fault>>()?,
        groups: groups.iter().map(group).collect(),
        sections: sections.iter().map(|of| section(of, known)).collect::<Result<_, Fault>>()?,
        codes,
    };
    catalog.cross_refer();
    Ok(catalog)
}

fn naming(published: &json::Naming<'_>, names: &Names<'_>) -> Result<Naming, Fault> {
    let json::Naming { ty, style, convention, pattern, join, exceptions } = published;
    let exception = |published: &json::NamingException<'_>| {
        let json::NamingException { reason, codes } = published;
        Ok(NamingException { reason: Text::new(reason), codes: names.codes(codes)? })
    };
    Ok(Naming {
        ty: ty.0,
        style: style.0,
        convention: text(convention.as_ref()),
        pattern: pattern.as_deref().map(str::to_owned),
        join: join.as_deref().unwrap_or(JOIN).to_owned(),
        exceptions: exceptions.iter().map(exception).collect::<Result<_, Fault>>()?,
    })
}

fn category(published: &json::Category<'_>) -> Category {
    let json::Category { id, title, description, status } = published;
    Category {
        id: id.to_string(),
        title: title.to_string(),
        description: text(description.as_ref()),
        status: status.to_vec(),
    }
}

fn field(published: &json::Field<'_>) -> Result<Field, Fault> {
    let json::Field { name, title, description, ty, pattern, values, optional, visibility } =
        published;
    let value = |published: &json::FieldValue<'_>| {
        let json::FieldValue { value, ident, description } = published;
        EnumValue {
            value: value.to_string(),
            ident: ident.to_string(),
            description: text(description.as_ref()),
        }
    };
    let ty = match &**ty {
        "string" if values.is_empty() => {
            FieldType::String { pattern: pattern.as_deref().map(str::to_owned) }
        }
        "string" => FieldType::Values(values.iter().map(value).collect()),
        "integer" => FieldType::Integer,
        "number" => FieldType::Number,
        "boolean" => FieldType::Boolean,
        other => return Err(format!("there is no type `{other}` of fields")),
    };
    Ok(Field {
        name: name.to_string(),
        title: title.to_string(),
        description: text(description.as_ref()),
        ty,
        optional: *optional,
        visibility: visibility.0,
    })
}

fn status(published: &json::StatusMeaning<'_>) -> StatusMeaning {
    let json::StatusMeaning { status, meaning, headers, retry } = published;
    StatusMeaning {
        status: *status,
        meaning: Text::new(meaning),
        headers: headers.iter().map(ToString::to_string).collect(),
        retry: *retry,
    }
}

fn action(published: &json::Action<'_>) -> Action {
    let json::Action { id, title, description } = published;
    Action { id: id.to_string(), title: title.to_string(), description: Text::new(description) }
}

fn operation(
    published: &json::Operation<'_>,
    names: &Names<'_>,
    span: Span,
) -> Result<Operation, Fault> {
    let json::Operation { id, request: asked, description, raises } = published;
    Ok(Operation {
        id: id.to_string(),
        // Pages have it, and they are not made from this.
        anchor: String::new(),
        request: asked.as_ref().map(request).transpose()?,
        description: text(description.as_ref()),
        codes: names.codes(raises)?,
        span,
    })
}

fn request(published: &json::Request<'_>) -> Result<Request, Fault> {
    let json::Request { method, path, example } = published;
    let known = |method: &str| {
        let found = METHODS.into_iter().find(|known| *known == method);
        found.ok_or_else(|| format!("there is no method `{method}`"))
    };
    let example = example.as_ref().map(|published| {
        let json::RequestExample { path, headers, body } = published;
        RequestExample {
            path: path.to_string(),
            headers: headers.iter().map(|of| (of.name.clone(), of.value.clone())).collect(),
            body: body.as_deref().cloned(),
        }
    });
    Ok(Request {
        method: method.as_deref().map(known).transpose()?,
        path: path.to_string(),
        example,
    })
}

fn handling(published: &json::Handling<'_>, names: &Names<'_>) -> Result<Handling, Fault> {
    let json::Handling { description, log, steps, otherwise } = published;
    let step = |published: &json::Step<'_>| {
        let json::Step { codes, action, note } = published;
        Ok::<_, Fault>(Step {
            codes: names.codes(codes)?,
            action: action.as_deref().map(|id| names.action(id)).transpose()?,
            note: text(note.as_ref()),
        })
    };
    Ok(Handling {
        description: text(description.as_ref()),
        log: texts(log),
        steps: steps.iter().map(step).collect::<Result<_, Fault>>()?,
        otherwise: otherwise.as_ref().map(step).transpose()?,
    })
}

fn retired(published: &json::Retired<'_>, names: &Names<'_>) -> Result<Retired, Fault> {
    let json::Retired { code, reason, since, replaced_by } = published;
    Ok(Retired {
        code: code.to_string(),
        reason: Text::new(reason),
        since: since.as_deref().map(str::to_owned),
        replaced_by: replaced_by.as_deref().map(|name| names.code(name)).transpose()?,
    })
}

fn group(published: &json::Group<'_>) -> Group {
    let json::Group { id, title, description } = published;
    Group { id: id.to_string(), title: title.to_string(), description: text(description.as_ref()) }
}

fn section(published: &json::Section<'_>, names: &Names<'_>) -> Result<Section, Fault> {
    let json::Section { id, title, group, description, sources, entries, tables, notes } =
        published;
    let reference = |published: &json::Reference<'_>| {
        let json::Reference { description, cause, resolution, causes } = published;
        Reference {
            description: text(description.as_ref()),
            cause: text(cause.as_ref()),
            resolution: text(resolution.as_ref()),
            causes: causes.iter().map(told).collect(),
        }
    };
    let entry = |published: &json::Entry<'_>| {
        let json::Entry { code, reference: said } = published;
        Ok(Entry { code: names.code(code)?, reference: said.as_ref().map(reference) })
    };
    let table = |published: &json::Table<'_>| {
        let json::Table { title, description, columns, rows } = published;
        Table {
            title: title.to_string(),
            description: text(description.as_ref()),
            columns: texts(columns),
            rows: rows.iter().map(|row| texts(row)).collect(),
        }
    };
    Ok(Section {
        id: id.to_string(),
        title: title.to_string(),
        group: group.as_deref().map(|id| names.group(id)).transpose()?,
        description: text(description.as_ref()),
        sources: texts(sources),
        entries: entries.iter().map(entry).collect::<Result<_, Fault>>()?,
        tables: tables.iter().map(table).collect(),
        notes: texts(notes),
    })
}
