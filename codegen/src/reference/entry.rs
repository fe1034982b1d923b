//! The entry of a code.

use std::borrow::Cow;

use serde_json::Value;

use super::{
    Fact, Listing, Output, Phrase, Piece, Source, Table, To, action as action_of, code as as_code,
    detail, example, happened, has_statuses, left_out, link, names, series, text, words,
};
use crate::model::{
    Action, Catalog, Category, Cause, Code, CodeId, Delivery, Deprecated, Example, Field,
    FieldType, Grpc, Reference, Retired, SectionId, Template, Text, Visibility, Vocabulary,
};
use crate::{names as naming, status};

/// One thing that an entry says.
#[derive(Debug, Clone, PartialEq)]
pub struct Item<'a> {
    /// What it is about.
    pub fact: Fact,
    /// What that is called.
    pub label: &'a str,
    /// What it says.
    pub content: Content<'a>,
}

/// What an [`Item`] says.
#[derive(Debug, Clone, PartialEq)]
pub enum Content<'a> {
    /// One or more paragraphs.
    Text(Phrase<'a>),
    /// A few words; such facts stand together.
    Line(Phrase<'a>),
    /// Several texts.
    List(Vec<Phrase<'a>>),
    /// A table.
    Table(Table<'a>),
    /// Code.
    Listings(Vec<Listing<'a>>),
}

/// A section that lists a code which another defines, and what it says of it.
type Listed<'a> = (SectionId, &'a Reference);

/// The entries of a catalog, with what the rest of it says about each code, gathered once.
#[derive(Debug)]
pub struct Entries<'a> {
    /// The catalog.
    pub catalog: &'a Catalog,
    /// Whether any code documents a status; if none does, statuses are not mentioned.
    pub has_statuses: bool,
    /// For each code, the sections that list it by reference.
    listed: Vec<Vec<Listed<'a>>>,
    /// For each code, the retired ones that it replaces.
    replaced: Vec<Vec<&'a Retired>>,
}

impl<'a> Entries<'a> {
    /// The entries of a catalog.
    #[must_use]
    pub fn of(catalog: &'a Catalog) -> Entries<'a> {
        let mut listed = vec![Vec::new(); catalog.codes.len()];
        for (id, section) in catalog.sections_with_ids() {
            for entry in &section.entries {
                if let Some(reference) = &entry.reference {
                    listed[entry.code.index()].push((id, reference));
                }
            }
        }
        let mut replaced = vec![Vec::new(); catalog.codes.len()];
        for retired in &catalog.retired {
            if let Some(id) = retired.replaced_by {
                replaced[id.index()].push(retired);
            }
        }
        let has_statuses = has_statuses(&catalog.codes);
        Entries { catalog, has_statuses, listed, replaced }
    }

    /// Everything that an output says about a code, in order.
    #[must_use]
    pub fn entry(&self, id: CodeId, output: Output) -> Vec<Item<'a>> {
        self.facts(id, |fact| left_out(output, fact).is_none())
    }

    /// What there is to say about a code, in order, of the facts that are to be shown.
    #[allow(clippy::too_many_lines, reason = "a line for each field, and one for each fact")]
    pub(super) fn facts(&self, id: CodeId, shown: impl Fn(Fact) -> bool) -> Vec<Item<'a>> {
        let catalog = self.catalog;
        let code = &catalog[id];
        let at = id.index();
        // Taken apart without `..`, so that no field is forgotten. The name is the heading of its entry,
        // its identifier is how programs spell it, and `returned_by` and `fields` look at its operations
        // and fields.
        let Code {
            name: own,
            code: wire,
            ident: _,
            type_uri,
            title,
            description,
            message,
            messages,
            cause,
            resolution,
            causes,
            category,
            section,
            parent,
            children,
            status: _,
            retry,
            action,
            fields: _,
            operations: _,
            everywhere: _,
            details,
            delivery,
            grpc,
            since,
            deprecated,
            aliases,
            deprecated_names: _,
            visibility,
            links,
            notes,
            examples,
            docs_url,
            span: _,
        } = code;
        let example =
            |fact| shown(fact).then(|| example::of(catalog, code, fact)).flatten().map(alone);
        let deprecated = deprecated.as_ref().map(|told| deprecation(catalog, told));
        let elsewhere = self.listed[at].iter().map(|told| elsewhere(catalog, told));
        // What stands in for the description, or says the same, is not said twice.
        let titled = *title != naming::title(own);
        let said = description.as_ref().map(Text::plain);
        let new = |told: &&Template| match &said {
            Some(said) => *said != told.source.trim(),
            None => code.first_cause().is_some(),
        };
        let facts = [
            (Fact::Deprecated, deprecated.map(Content::Text)),
            (Fact::Description, happened(code).map(|told| Content::Text(vec![told]))),
            (Fact::Cause, cause.as_ref().map(paragraphs)),
            (Fact::Resolution, resolution.as_ref().map(paragraphs)),
            (Fact::Causes, list(causes.iter().map(pair))),
            (Fact::Status, self.has_statuses.then(|| line(words(statuses(code))))),
            (Fact::Retry, retry.map(|retry| line(Piece::Text(retry.sentence())))),
            (Fact::Action, action.map(|id| to_do(&catalog[id]))),
            (Fact::Category, category.map(|id| line(category_of(&catalog[id])))),
            (Fact::Code, code.is_renamed().then(|| line(as_code(wire.text())))),
            (Fact::Title, titled.then(|| line(words(title)))),
            (Fact::Type, type_uri.as_ref().map(|uri| line(as_code(uri)))),
            (Fact::Message, message.as_ref().filter(new).map(|told| line(as_code(&told.source)))),
            (Fact::Messages, in_other_languages(messages)),
            (Fact::Delivery, way(*delivery)),
            (Fact::Grpc, grpc.as_ref().map(grpc_status)),
            (Fact::Visibility, audience(*visibility)),
            (Fact::Since, since.as_ref().map(|since| line(words(since)))),
            (Fact::Aliases, formerly(aliases)),
            (Fact::Operations, returned_by(catalog, code).map(Content::Line)),
            (Fact::Parent, parent.map(|id| line(Piece::Name(&catalog[id].name)))),
            (Fact::Children, cases(catalog, children)),
            (Fact::Section, Some(line(section_of(catalog, *section)))),
            (Fact::DocsUrl, docs_url.as_ref().map(|url| line(address(url.as_str())))),
            (Fact::References, list(elsewhere)),
            (Fact::Replaces, list(self.replaced[at].iter().map(|own| replacement(own)))),
            (Fact::Details, detail::table(details, *delivery).map(Content::Table)),
            (Fact::Types, detail::types(details).map(Content::Table)),
            (Fact::Examples, listings(examples)),
            (Fact::Request, example(Fact::Request)),
            (Fact::Response, example(Fact::Response)),
            (Fact::Notes, list(notes.iter().map(|note| vec![text(note)]))),
            (Fact::Links, list(links.iter().map(link))),
        ];
        with_fields(facts.into_iter().filter(|(fact, _)| shown(*fact)), catalog, code)
    }
}

/// The items of an entry, with those of declared fields where they belong.
fn with_fields<'a>(
    facts: impl Iterator<Item = (Fact, Option<Content<'a>>)>,
    catalog: &'a Catalog,
    code: &'a Code,
) -> Vec<Item<'a>> {
    let item = |(fact, content): (Fact, Option<Content<'a>>)| {
        Some(Item { fact, label: fact.label(), content: content? })
    };
    let mut items: Vec<Item<'a>> = facts.filter_map(item).collect();
    let before = items.iter().position(|item| item.fact > Fact::Field).unwrap_or(items.len());
    items.splice(before..before, fields(catalog, code));
    items
}

/// What a code says of the fields that its catalog declares.
fn fields<'a>(catalog: &'a Catalog, code: &'a Code) -> impl Iterator<Item = Item<'a>> {
    code.fields.iter().map(|(id, value)| {
        let field = &catalog[*id];
        let content = Content::Line(field_value(field, value));
        Item { fact: Fact::Field, label: &field.title, content }
    })
}

/// The value of a field, with what it means if it is one of a few.
pub(super) fn field_value<'a>(field: &'a Field, value: &'a Value) -> Phrase<'a> {
    let mut phrase = vec![as_code(value_words(value))];
    if let FieldType::Values(values) = &field.ty
        && let Some(known) = values.iter().find(|known| Some(&known.value[..]) == value.as_str())
        && let Some(meaning) = &known.description
    {
        phrase.extend([words(": "), text(meaning)]);
    }
    phrase
}

/// The value of a field as text.
#[must_use]
pub fn value_words(value: &Value) -> Cow<'_, str> {
    value.as_str().map_or_else(|| value.to_string().into(), Cow::Borrowed)
}

fn line(piece: Piece<'_>) -> Content<'_> {
    Content::Line(vec![piece])
}

/// How an error travels that is not in a body.
fn way(delivery: Delivery) -> Option<Content<'static>> {
    (delivery == Delivery::Redirect).then(|| line(words(delivery.sentence())))
}

/// Who may see a code that not everyone may see.
fn audience(visibility: Visibility) -> Option<Content<'static>> {
    (visibility == Visibility::Internal).then(|| line(words(visibility.sentence())))
}

fn paragraphs(told: &Text) -> Content<'_> {
    Content::Text(vec![text(told)])
}

/// A cause, and what to do about it.
pub(super) fn pair(told: &Cause) -> Phrase<'_> {
    let Cause { cause, resolution } = told;
    let mut out = vec![text(cause)];
    if let Some(resolution) = resolution {
        let label = Piece::Label(Fact::Resolution.label());
        out.extend([Piece::Break, label, words(" "), text(resolution)]);
    }
    out
}

fn alone(listing: Listing<'_>) -> Content<'_> {
    Content::Listings(vec![listing])
}

fn address(url: &str) -> Piece<'_> {
    Piece::Link(url.into(), To::Url(url))
}

/// Several texts; nothing if there are none.
fn list<'a>(texts: impl Iterator<Item = Phrase<'a>>) -> Option<Content<'a>> {
    let texts: Vec<Phrase<'a>> = texts.collect();
    (!texts.is_empty()).then_some(Content::List(texts))
}

fn listings(examples: &[Example]) -> Option<Content<'_>> {
    (!examples.is_empty()).then(|| Content::Listings(examples.iter().map(listing).collect()))
}

fn to_do(action: &Action) -> Content<'_> {
    Content::Line(action_of(action, ": "))
}

pub(super) fn category_of(category: &Category) -> Piece<'_> {
    Piece::CodeLink((&category.id).into(), To::Category(&category.id))
}

fn section_of(catalog: &Catalog, section: SectionId) -> Piece<'_> {
    Piece::Link((&catalog[section].title).into(), To::Section(section))
}

fn grpc_status(grpc: &Grpc) -> Content<'_> {
    let Grpc { number, name } = grpc;
    Content::Line(vec![as_code(*name), words(format!(" ({number})"))])
}

/// A message in each language, after the tag of the language.
fn in_other_languages(messages: &[(String, Template)]) -> Option<Content<'_>> {
    let mut told = Vec::new();
    for (tag, template) in messages {
        if !told.is_empty() {
            told.push(Piece::Break);
        }
        told.extend([as_code(tag), words(" "), as_code(&template.source)]);
    }
    (!messages.is_empty()).then_some(Content::Line(told))
}

fn cases<'a>(catalog: &'a Catalog, children: &'a [CodeId]) -> Option<Content<'a>> {
    let codes = catalog.codes_at(children).map(|code| code.name.as_str());
    (!children.is_empty()).then(|| Content::Line(names(codes)))
}

fn formerly(aliases: &[String]) -> Option<Content<'_>> {
    let names = aliases.iter().map(|alias| vec![as_code(alias)]);
    (!aliases.is_empty()).then(|| Content::Line(series(names, "and")))
}

/// A code's statuses with their reason phrases.
fn statuses(code: &Code) -> String {
    let statuses: Vec<String> = code.status.iter().copied().map(status::with_reason).collect();
    if statuses.is_empty() {
        return "none documented".to_owned();
    }
    crate::words::series(&statuses, "or")
}

/// Since when a code is deprecated, and what to use instead.
pub(crate) fn deprecation<'a>(catalog: &'a Catalog, deprecated: &'a Deprecated) -> Phrase<'a> {
    let Deprecated { since, replaced_by, note } = deprecated;
    let mut out = Vec::new();
    let mut sentence = |pieces: Phrase<'a>| {
        if !out.is_empty() {
            out.push(words(" "));
        }
        out.extend(pieces);
    };
    if let Some(since) = since {
        sentence(vec![words(format!("Since {since}."))]);
    }
    if let Some(id) = replaced_by {
        sentence(vec![words("Use "), Piece::Name(&catalog[*id].name), words(" instead.")]);
    }
    if let Some(note) = note {
        sentence(vec![text(note)]);
    }
    if out.is_empty() {
        out.push(words("Do not use it in new code."));
    }
    out
}

/// The operations that return a code; none if the catalog does not tell.
pub(super) fn returned_by<'a>(catalog: &'a Catalog, code: &Code) -> Option<Phrase<'a>> {
    if code.everywhere {
        return Some(vec![words("every operation")]);
    }
    let operations = code.operations.iter().map(|id| {
        let operation = &catalog[*id];
        vec![Piece::CodeLink(operation.label().into(), To::Operation(operation))]
    });
    (!code.operations.is_empty()).then(|| series(operations, "and"))
}

/// What a section says of a code that another section defines.
fn elsewhere<'a>(catalog: &'a Catalog, (id, reference): &Listed<'a>) -> Phrase<'a> {
    let Reference { description, cause, resolution, causes } = reference;
    let mut out = vec![section_of(catalog, *id)];
    if let Some(description) = description {
        out.extend([words(": "), text(description)]);
    }
    for (fact, told) in [(Fact::Cause, cause), (Fact::Resolution, resolution)] {
        if let Some(told) = told {
            out.extend([Piece::Break, Piece::Label(fact.label()), words(" "), text(told)]);
        }
    }
    for cause in causes {
        out.extend([Piece::Break, Piece::Label(Fact::Cause.label()), words(" ")]);
        out.extend(pair(cause));
    }
    out
}

fn replacement(retired: &Retired) -> Phrase<'_> {
    let Retired { code, reason, since, replaced_by: _ } = retired;
    let since = since.as_ref().map(|since| format!(" since {since}")).unwrap_or_default();
    vec![
        Piece::Anchor(To::Replaced(code)),
        as_code(code),
        words(format!(", retired{since}: ")),
        text(reason),
    ]
}

fn listing(example: &Example) -> Listing<'_> {
    let Example { title, language, code } = example;
    let language = language.as_deref().unwrap_or_default();
    Listing { title: title.into(), source: Source::Code(language, code.into()) }
}

/// The codes that every operation can return.
pub(super) fn everywhere(catalog: &Catalog) -> Option<Phrase<'_>> {
    let codes = catalog.codes_at(&catalog.raises).map(|code| code.name.as_str());
    (!catalog.raises.is_empty()).then(|| names(codes))
}
