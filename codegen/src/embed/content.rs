//! What a marked place holds.

use std::collections::BTreeMap;

use crate::diagnostic::did_you_mean;
use crate::dialect::{Links, Markdown, PAGES};
use crate::model::{Catalog, Code, CodeId, Model, Reference};
use crate::reference::{
    Block, Entries, Output, Phrase, To, counts, envelope, glance, section_codes, words,
};
use crate::words::quoted;

/// What is wrong with a mark, and how to mend it.
type Fault = (String, String);

/// What can be asked for, and by which keys.
const KINDS: &[(&str, &[&str])] = &[
    ("table", &["catalog", "section", "status", "operation"]),
    ("entry", &["catalog", "code"]),
    ("envelope", &["catalog"]),
    ("counts", &["catalog"]),
];

/// The Markdown that a mark asks for.
pub(super) fn of(what: &str, model: &Model) -> Result<String, Fault> {
    let (kind, rest) = what.split_once(char::is_whitespace).unwrap_or((what, ""));
    let Some((kind, known)) = KINDS.iter().find(|(name, _)| *name == kind) else {
        let kinds = || KINDS.iter().map(|(name, _)| *name);
        return Err(unknown("kind of content", kind, kinds()));
    };
    let given = pairs(rest)?;
    if let Some((key, _)) = given.iter().find(|(key, _)| !known.contains(key)) {
        return Err(unknown("key", key, known.iter().copied()));
    }
    let catalog = catalog(model, given.get("catalog").copied())?;
    let links = Published { catalog };
    let markdown = Markdown { notation: &PAGES, links: &links, level: 3 };
    let entries = Entries::of(catalog);
    let mut out = String::new();
    match *kind {
        "table" => markdown.blocks(&mut out, &table(&entries, &given)?),
        "entry" => {
            let names = || catalog.codes.iter().map(|code| code.name.as_str());
            let Some(name) = given.get("code") else {
                let help = "write `code=` and the name of a code";
                return Err(("an entry of which code?".to_owned(), help.to_owned()));
            };
            let found = catalog.codes_with_ids().find(|(_, code)| code.name == *name);
            let (id, _) = found.ok_or_else(|| unknown("code", name, names()))?;
            markdown.entry(&mut out, &entries.entry(id, Output::Markdown));
        }
        "envelope" => markdown.blocks(&mut out, &envelope(catalog)[1..]),
        _ => {
            let told: Phrase<'_> = vec![words(counts(catalog))];
            markdown.blocks(&mut out, &[Block::Paragraph(told)]);
        }
    }
    Ok(out)
}

/// A table of the codes of a section, of a status, of an operation, or of the whole catalog.
fn table<'a>(entries: &Entries<'a>, given: &BTreeMap<&str, &str>) -> Result<Vec<Block<'a>>, Fault> {
    let catalog = entries.catalog;
    let Some(first) = catalog.sections.first() else { return Ok(Vec::new()) };
    let keys = ["section", "status", "operation"];
    if given.keys().filter(|key| keys.contains(key)).count() > 1 {
        let help = "name a section, a status or an operation, and mark a place for each";
        return Err(("the mark asks for several tables".to_owned(), help.to_owned()));
    }
    if let Some(id) = given.get("section") {
        let ids = || catalog.sections.iter().map(|section| section.id.as_str());
        let section = catalog.sections.iter().find(|section| section.id == *id);
        let section = section.ok_or_else(|| unknown("section", id, ids()))?;
        return Ok(glance(entries, section, section_codes(catalog, section)).blocks());
    }
    let codes: Vec<&Code> = if let Some(status) = given.get("status") {
        let of = |code: &&Code| code.status.iter().any(|own| own.to_string() == *status);
        let codes: Vec<_> = catalog.codes.iter().filter(of).collect();
        if codes.is_empty() {
            let help = "write a status of the catalog, as in `status=404`";
            return Err((format!("no code has the status `{status}`"), help.to_owned()));
        }
        codes
    } else if let Some(id) = given.get("operation") {
        let ids = || catalog.operations.iter().map(|operation| operation.id.as_str());
        let operation = catalog.operations.iter().find(|operation| operation.id == *id);
        let operation = operation.ok_or_else(|| unknown("operation", id, ids()))?;
        let returned: Vec<CodeId> =
            operation.codes.iter().chain(&catalog.raises).copied().collect();
        let returned = catalog.codes_with_ids().filter(|(id, _)| returned.contains(id));
        returned.map(|(_, code)| code).collect()
    } else {
        catalog.codes.iter().collect()
    };
    let own: Option<&Reference> = None;
    Ok(glance(entries, first, codes.into_iter().map(|code| (code, own))).blocks())
}

/// The catalog that is named, or the only one.
fn catalog<'m>(model: &'m Model, id: Option<&str>) -> Result<&'m Catalog, Fault> {
    let ids = || model.catalogs.iter().map(|catalog| catalog.id.as_str());
    match (id, &model.catalogs[..]) {
        (Some(id), _) => model.catalog(id).ok_or_else(|| unknown("catalog", id, ids())),
        (None, [only]) => Ok(only),
        (None, _) => Err((
            "the mark does not say which catalog it is about".to_owned(),
            format!("write `catalog=` and one of {}", quoted(ids())),
        )),
    }
}

/// The values by key; a value with blanks is between double quotes.
fn pairs(mut rest: &str) -> Result<BTreeMap<&str, &str>, Fault> {
    let help = "write each as `key=value`, or `key=\"a value with blanks\"`";
    let mut pairs = BTreeMap::new();
    while !rest.trim_start().is_empty() {
        rest = rest.trim_start();
        let Some((key, value)) = rest.split_once('=').filter(|(key, _)| !key.contains(' ')) else {
            let word = rest.split_whitespace().next().unwrap_or_default();
            return Err((format!("`{word}` has no value"), help.to_owned()));
        };
        let (value, after) = match value.strip_prefix('"') {
            Some(quoted) => quoted
                .split_once('"')
                .ok_or_else(|| (format!("the value of `{key}` has no end"), help.to_owned()))?,
            None => value.split_once(' ').unwrap_or((value, "")),
        };
        if pairs.insert(key, value).is_some() {
            return Err((format!("`{key}` is given twice"), help.to_owned()));
        }
        rest = after;
    }
    Ok(pairs)
}

fn unknown<'a>(what: &str, name: &str, known: impl Iterator<Item = &'a str>) -> Fault {
    let known: Vec<&str> = known.collect();
    let names = || known.iter().copied();
    let help = did_you_mean(name, names(), || format!("choose from {}", quoted(names())));
    (format!("there is no {what} `{name}`"), help)
}

/// Links of a page that is not errbook's: to where the entries of codes are published.
struct Published<'a> {
    catalog: &'a Catalog,
}

impl Links for Published<'_> {
    fn to(&self, to: &To<'_>) -> Option<String> {
        match to {
            To::Code(code) => self.named(code),
            To::Url(url) => Some((*url).to_owned()),
            _ => None,
        }
    }

    fn named(&self, code: &str) -> Option<String> {
        let code = self.catalog.code_called(code)?;
        code.docs_url.as_ref().map(|url| url.as_str().to_owned())
    }
}
