//! Random changes that say what they are: `errbook diff` finds exactly these, however the files are
//! written.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use errbook::diff::{Change, changes, public_changes};
use errbook::rule::Tier;

use super::model;
use super::published::{json, read};

/// Numbers that are the same in each run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        // Knuth's linear congruential generator; its high bits are good enough to choose with.
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % limit
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at + 1));
        }
    }
}

#[derive(Clone)]
struct Entry {
    name: String,
    code: Option<String>,
    ident: Option<String>,
    status: u16,
    title: String,
    retry: &'static str,
    aliases: Vec<String>,
    details: Vec<(&'static str, &'static str, bool)>,
    deprecated: bool,
    internal: bool,
}

#[derive(Clone)]
struct Registry {
    entries: Vec<Entry>,
    retired: Vec<String>,
}

fn start() -> Registry {
    let entry = |number: usize| Entry {
        name: format!("error_{number}_of_many"),
        code: None,
        ident: None,
        status: 400,
        title: format!("Title {number}"),
        retry: "never",
        aliases: vec![format!("former_{number}_of_many")],
        details: vec![("first", "string", false), ("second", "integer", true)],
        deprecated: false,
        internal: false,
    };
    Registry { entries: (0..40).map(entry).collect(), retired: Vec::new() }
}

/// The files of a registry, in one of many layouts.
fn written(registry: &Registry, random: &mut Random) -> Vec<(String, String)> {
    let mut catalog = "catalog: shop\ntitle: Shop\ncodes: {}\n\
                       envelope: { shape: { code: $code, message: $message, data: $details } }\n"
        .to_owned();
    if !registry.retired.is_empty() {
        catalog.push_str("retired:\n");
        for code in &registry.retired {
            writeln!(catalog, "  {code}: {{ reason: It went. }}").expect("a string");
        }
    }
    let mut sections = vec![String::new(); 1 + random.below(4)];
    let mut entries: Vec<&Entry> = registry.entries.iter().collect();
    random.shuffle(&mut entries);
    for entry in entries {
        let at = random.below(sections.len());
        let (open, between, close) =
            if random.below(2) == 0 { (" { ", ", ", " }\n") } else { ("\n    ", "\n    ", "\n") };
        let mut keys = vec![
            format!("status: {}", entry.status),
            format!("title: {}", entry.title),
            format!("retry: {}", entry.retry),
        ];
        keys.extend(entry.code.as_ref().map(|code| format!("code: {code}")));
        keys.extend(entry.ident.as_ref().map(|ident| format!("ident: {ident}")));
        let details = entry
            .details
            .iter()
            .map(|(name, ty, optional)| format!("{name}: {{ type: {ty}, optional: {optional} }}"));
        keys.push(format!("details: {{ {} }}", details.collect::<Vec<_>>().join(", ")));
        keys.push(format!("aliases: [{}]", entry.aliases.join(", ")));
        keys.extend(entry.deprecated.then(|| "deprecated: { note: No. }".to_owned()));
        keys.extend(entry.internal.then(|| "visibility: internal".to_owned()));
        random.shuffle(&mut keys);
        write!(sections[at], "  {}:{open}{}{close}", entry.name, keys.join(between))
            .expect("a string");
    }
    let sections = sections.into_iter().enumerate().filter(|(_, text)| !text.is_empty());
    let folder = ["a", "b", "c"][random.below(3)];
    let sections = sections.map(|(at, text)| {
        (format!("shop/{folder}{at}.yaml"), format!("section: Section\nerrors:\n{text}"))
    });
    std::iter::once(("shop/catalog.yaml".to_owned(), catalog)).chain(sections).collect()
}

/// Changes a code of a registry in one of many ways, and returns the rules that find it, with the
/// name of the code afterwards.
fn mutate(registry: &mut Registry, at: usize, kind: usize) -> Vec<(&'static str, String)> {
    let entry = &mut registry.entries[at];
    let name = entry.name.clone();
    let of = |rules: &[&'static str]| rules.iter().map(|rule| (*rule, name.clone())).collect();
    match kind {
        0 => {
            registry.entries[at].name = format!("gone_{name}");
            registry.entries[at].aliases.clear();
            vec![("code-removed", name.clone()), ("addition", format!("gone_{name}"))]
        }
        1 => {
            entry.status = 404;
            of(&["status-changed"])
        }
        2 => {
            entry.retry = "backoff";
            of(&["advice-changed"])
        }
        3 => {
            entry.title.push_str(" of old");
            of(&["text-changed"])
        }
        4 => {
            entry.aliases.push(name.clone());
            entry.name = format!("new_{name}");
            let now = entry.name.clone();
            vec![("code-renamed", now.clone()), ("identifier-changed", now)]
        }
        5 => {
            entry.code = Some(format!("sent_{name}"));
            of(&["code-changed"])
        }
        6 => {
            entry.ident = Some(format!("Other{at}"));
            of(&["identifier-changed"])
        }
        _ => details(entry, kind),
    }
}

/// Changes the details of a code, or what else is in a list.
fn details(entry: &mut Entry, kind: usize) -> Vec<(&'static str, String)> {
    let name = entry.name.clone();
    let of = |rules: &[&'static str]| rules.iter().map(|rule| (*rule, name.clone())).collect();
    match kind {
        7 => {
            entry.details.remove(0);
            of(&["detail-removed"])
        }
        8 => {
            entry.details[1].1 = "string";
            of(&["detail-changed"])
        }
        9 => {
            entry.details[0].2 = true;
            of(&["detail-changed"])
        }
        10 => {
            entry.details[1].2 = false;
            of(&["signature-changed"])
        }
        11 => {
            entry.details.push(("third", "uuid", true));
            of(&["addition"])
        }
        12 => {
            entry.details.push(("third", "uuid", false));
            of(&["signature-changed"])
        }
        13 => {
            entry.aliases.clear();
            of(&["alias-removed"])
        }
        14 => {
            entry.deprecated = true;
            of(&["code-deprecated"])
        }
        15 => {
            entry.internal = true;
            of(&["code-hidden"])
        }
        _ => unreachable!("there are as many as `KINDS`"),
    }
}

const KINDS: usize = 16;

#[test]
fn what_changed_is_found_and_nothing_else() {
    let mut random = Random(7);
    for round in 0..20 {
        let old = start();
        let mut new = old.clone();
        let mut places: Vec<usize> = (0..old.entries.len()).collect();
        random.shuffle(&mut places);
        let number = random.below(12);
        let mut expected = BTreeSet::new();
        for at in places.iter().take(number) {
            let kind = random.below(KINDS);
            expected.extend(mutate(&mut new, *at, kind));
        }
        // The first of the others are retired.
        let mut gone: Vec<String> = Vec::new();
        for at in places.iter().skip(number).take(random.below(3)) {
            let name = new.entries[*at].name.clone();
            expected.insert(("code-retired", name.clone()));
            gone.push(name);
        }
        new.entries.retain(|entry| !gone.contains(&entry.name));
        new.retired = gone;

        let [old, new] = [&old, &new].map(|registry| {
            model(&written(registry, &mut random)).expect("every registry compiles")
        });
        // In which section a code is, is part of the layout here.
        let is_layout = |change: &Change| {
            ["sections", "section"].contains(&change.field) && change.tier() <= Tier::Docs
        };
        let named = |found: Vec<Change>| -> BTreeSet<(&str, String)> {
            found
                .into_iter()
                .filter(|change| !is_layout(change))
                .map(|change| (change.rule.id, change.code.unwrap_or_default()))
                .collect()
        };
        assert_eq!(named(changes(&old, &new)), expected, "round {round}");
        // The same is found where the old version is a published one.
        let (old, _) = read(&json(old.public()));
        assert_eq!(named(public_changes(&old, &new)), expected, "round {round}, published");
    }
}
