//! What a name or a key means.

use std::fmt::Write;

use lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind};

use super::language::known;
use super::names::{Kind, at};
use super::path::{Part, Step};
use super::view::View;
use crate::dialect::{COMMONMARK, Markdown, NoPages};
use crate::keys::explained;
use crate::model::{Catalog, Outline, Text};
use crate::reference::{Entries, Output};

/// What is known about what a byte of a file is part of.
pub(super) fn hover(view: &View<'_>, byte: usize) -> Option<Hover> {
    let (text, range) = of_name(view, byte).or_else(|| of_key(view, byte))?;
    let value = text.trim_end().to_owned();
    let contents = HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value });
    Some(Hover { contents, range: Some(view.places().range(range)) })
}

type Said = (String, std::ops::Range<usize>);

fn of_name(view: &View<'_>, byte: usize) -> Option<Said> {
    let names = view.names();
    let name = at(&names, view.file, byte)?;
    let text = match name.kind {
        Kind::Code => entry(view.opened.kept.catalog(view.folder()?)?, &name.text)?,
        kind => {
            let about = about(view.outline()?, kind, &name.text)?;
            format!("{} `{}`\n\n{about}", kind.word(), name.text)
        }
    };
    Some((text, name.span.range()))
}

/// What `errbook explain` says about a code.
fn entry(catalog: &Catalog, name: &str) -> Option<String> {
    let (id, code) = catalog.codes_with_ids().find(|(_, code)| code.name == name)?;
    let markdown = Markdown { notation: &COMMONMARK, links: &NoPages, level: 0 };
    let mut page = String::new();
    markdown.code(&mut page, &code.name, crate::dialect::At::Inline);
    page.push_str("  ");
    markdown.words(&mut page, &code.title, crate::dialect::At::Inline, false);
    page.push_str("\n\n");
    markdown.entry(&mut page, &Entries::of(catalog).entry(id, Output::Terminal));
    Some(page)
}

fn about(outline: &Outline, kind: Kind, name: &str) -> Option<String> {
    let among = |known: &[(String, String)]| {
        known.iter().find(|(id, _)| id == name).map(|(_, about)| about.clone())
    };
    match kind {
        Kind::Category => among(&outline.categories),
        Kind::Action => among(&outline.actions),
        Kind::Field => {
            let field = outline.fields.iter().find(|field| field.name == name)?;
            let about = field.description.as_ref().map(Text::plain);
            Some(about.unwrap_or_else(|| field.title.clone()))
        }
        Kind::Code | Kind::Section => None,
    }
}

/// What `errbook explain` says about a key, and what a word means that is a value.
fn of_key(view: &View<'_>, byte: usize) -> Option<Said> {
    let path = view.path(byte);
    let word = view.text().get(path.word.clone())?;
    let language = view.language()?;
    let mut text = String::new();
    if path.part == Part::Value {
        let (Step::Key(key), above) = path.steps.split_last()? else { return None };
        for here in language.at(above) {
            let found = known(here.object, key).map(|(_, key)| &key.choices);
            let choice = found.into_iter().flatten().find(|(choice, _)| choice == word);
            if let Some((word, meaning)) = choice.filter(|(_, meaning)| !meaning.is_empty()) {
                let _ = write!(text, "`{word}`: {meaning}\n\n");
            }
        }
    } else {
        for here in language.at(&path.steps) {
            if let Some((object, key)) = known(here.object, word) {
                let _ = write!(text, "{}\n\n", explained(object, key));
            }
        }
    }
    (!text.is_empty()).then_some((text, path.word))
}
