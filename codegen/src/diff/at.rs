//! Where a comparison is, the tables of rules, and the rules that many fields share.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::change::Change;
use crate::model::{Catalog, Code, CodeId, Slot, Visibility};
use crate::rule::{self, Rule};
use crate::source::Span;

/// Two versions of a catalog, with what the rules ask again and again.
pub(super) struct Pair<'a> {
    pub(super) old: &'a Catalog,
    pub(super) new: &'a Catalog,
    /// For each old code the new one that it has become.
    pub(super) became: Vec<Option<CodeId>>,
    /// The slots of the old body that the new one has too.
    pub(super) sent: Vec<Slot>,
    /// The names of the declared fields that both bodies have.
    pub(super) sent_fields: BTreeSet<&'a str>,
    /// Whether the address of its entry is what identifies an error.
    pub(super) by_docs_url: bool,
    /// The codes that the new catalog has retired.
    pub(super) retired: BTreeSet<&'a str>,
    /// The ids of the new sections.
    pub(super) sections: BTreeSet<&'a str>,
    /// What the new version has, although the new catalog here may be without it.
    pub(super) hidden: Hidden<'a>,
}

/// The names of what is internal.
#[derive(Default)]
pub(super) struct Hidden<'a> {
    pub(super) codes: BTreeSet<&'a str>,
    pub(super) fields: BTreeSet<&'a str>,
}

impl<'a> Hidden<'a> {
    pub(super) fn of(catalog: &'a Catalog) -> Hidden<'a> {
        let codes = catalog.codes.iter().filter(|it| it.visibility == Visibility::Internal);
        let fields = catalog.fields.iter().filter(|it| it.visibility == Visibility::Internal);
        Hidden {
            codes: codes.map(|code| code.name.as_str()).collect(),
            fields: fields.map(|field| field.name.as_str()).collect(),
        }
    }
}

/// What a change is about.
#[derive(Clone, Copy)]
pub(super) struct Subject<'a> {
    /// What kind of thing it is; nothing for a code.
    pub(super) kind: &'static str,
    pub(super) name: &'a str,
    /// What it is a part of.
    pub(super) of: &'a str,
}

/// A comparison: what is compared, and the changes that were found.
pub(super) struct At<'a> {
    pub(super) pair: &'a Pair<'a>,
    pub(super) subject: Subject<'a>,
    /// The old and the new code, if it is about one.
    pub(super) codes: Option<(&'a Code, &'a Code)>,
    /// Where the old and the new registry say it.
    pub(super) spans: (Option<Span>, Option<Span>),
    /// The keys of the entry that lead to what is compared.
    pub(super) below: Vec<&'a str>,
    /// Whether a client receives it, and not only the program that makes the error.
    pub(super) received: bool,
    pub(super) found: &'a mut Vec<Change>,
}

impl At<'_> {
    /// The same comparison for a part.
    pub(super) fn part<'b>(&'b mut self, subject: Subject<'b>) -> At<'b> {
        At {
            pair: self.pair,
            subject,
            codes: self.codes,
            spans: self.spans,
            below: self.below.clone(),
            received: self.received,
            found: self.found,
        }
    }

    /// Adds a change.
    pub(super) fn report(
        &mut self,
        rule: &'static Rule,
        field: &'static str,
        what: String,
        consequence: impl Into<String>,
        safe: &'static str,
    ) {
        self.found.push(Change {
            rule,
            catalog: self.pair.new.id.clone(),
            code: self.codes.map(|(_, new)| new.name.clone()),
            field,
            what,
            consequence: consequence.into(),
            safe,
            keys: self.below.iter().copied().chain([key(field)]).map(str::to_owned).collect(),
            old: self.spans.0,
            new: self.spans.1,
        });
    }

    /// Adds that something is new.
    pub(super) fn added(&mut self, field: &'static str, what: String) {
        self.report(
            &rule::ADDITION,
            field,
            what,
            "programs that know only the old version treat it as unknown; only closed unions break",
            "",
        );
    }

    /// Whether both bodies have a slot.
    pub(super) fn sends(&self, slot: Slot) -> bool {
        self.pair.sent.contains(&slot)
    }
}

/// The key that says a field of the model in an entry.
fn key(field: &'static str) -> &'static str {
    match field {
        "type_uri" | "ty" => "type",
        "place" => "from",
        other => other,
    }
}

impl fmt::Display for Subject<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Subject { kind, name, of } = self;
        match (kind.is_empty(), of.is_empty()) {
            _ if name.is_empty() => write!(f, "the {kind}"),
            (true, _) => write!(f, "`{name}`"),
            (false, true) => write!(f, "the {kind} `{name}`"),
            (false, false) => write!(f, "the {kind} `{name}` of `{of}`"),
        }
    }
}

/// Makes a function that compares two values of a struct, from a table that gives each field its
/// rule. A field without a rule does not compile.
macro_rules! rules_of {
    ($(#[doc = $doc:literal])* $name:ident($ty:ident) { $($field:ident: $rule:path,)* }) => {
        $(#[doc = $doc])*
        pub(super) fn $name(at: &mut At<'_>, old: &$ty, new: &$ty) {
            let $ty { $($field: _),* } = old;
            $( $rule(at, stringify!($field), &old.$field, &new.$field); )*
        }
    };
}

pub(super) use rules_of;

/// The rule of what follows from other fields, which have rules, and of what nobody outside the
/// registry sees.
pub(super) fn derived<T: ?Sized>(_: &mut At<'_>, _: &'static str, _: &T, _: &T) {}

/// The rule of what only people read.
pub(super) fn text<T: PartialEq + ?Sized>(at: &mut At<'_>, field: &'static str, old: &T, new: &T) {
    if old != new {
        let what = format!("what {} says in `{field}` has changed", at.subject);
        let consequence = "readers who know the old text find another one";
        at.report(&rule::TEXT_CHANGED, field, what, consequence, "");
    }
}

/// The rule of names in the generated packages.
pub(super) fn identifier(at: &mut At<'_>, field: &'static str, old: &str, new: &str) {
    let safe = "set `ident` to the old name, or make a major version of the packages";
    called(at, field, (old, new), safe);
}

/// The same, with another way for programs to go on.
pub(super) fn called(
    at: &mut At<'_>,
    field: &'static str,
    (old, new): (&str, &str),
    safe: &'static str,
) {
    if old != new {
        let what = format!("{} is `{new}` in programs, and was `{old}`", at.subject);
        let consequence = format!("programs that use `{old}` do not compile");
        at.report(&rule::IDENTIFIER_CHANGED, field, what, consequence, safe);
    }
}

/// The rule of what is public or not; `safe` says how nobody loses it.
pub(super) fn visibility(
    at: &mut At<'_>,
    field: &'static str,
    versions: (&Visibility, &Visibility),
    safe: &'static str,
) {
    match versions {
        (Visibility::Public, Visibility::Internal) => {
            let what = format!("{} is internal, and was public", at.subject);
            let consequence = "public packages and pages no longer have it";
            at.report(&rule::CODE_HIDDEN, field, what, consequence, safe);
        }
        (Visibility::Internal, Visibility::Public) => {
            at.added(field, format!("{} is public, and was internal", at.subject));
        }
        _ => {}
    }
}

/// What two lists have in common, and what only one of them has, by a name; each in the order of its
/// list.
pub(super) struct Matched<'a, T> {
    pub(super) both: Vec<(&'a T, &'a T)>,
    pub(super) removed: Vec<&'a T>,
    pub(super) added: Vec<&'a T>,
}

pub(super) fn matched<'a, T>(
    old: &'a [T],
    new: &'a [T],
    name: impl Fn(&'a T) -> &'a str,
) -> Matched<'a, T> {
    let mut left: BTreeMap<&str, &T> = new.iter().map(|it| (name(it), it)).collect();
    let (mut both, mut removed) = (Vec::new(), Vec::new());
    for it in old {
        match left.remove(name(it)) {
            Some(now) => both.push((it, now)),
            None => removed.push(it),
        }
    }
    let added = new.iter().filter(|it| left.contains_key(name(it))).collect();
    Matched { both, removed, added }
}

/// What was removed from the lists of a catalog that programs name, and what is new there.
pub(super) fn named<'a, T>(
    at: &mut At<'_>,
    field: &'static str,
    kind: &'static str,
    lists: (&'a [T], &'a [T]),
    name: impl Fn(&'a T) -> &'a str,
) -> Vec<(&'a T, &'a T)> {
    let Matched { both, removed, added } = matched(lists.0, lists.1, &name);
    for gone in removed {
        let what = format!("the {kind} `{}` is removed", name(gone));
        let consequence = "programs that name it do not compile";
        let safe = "keep it as long as old packages are in use";
        at.report(&rule::IDENTIFIER_CHANGED, field, what, consequence, safe);
    }
    for one in added {
        at.added(field, format!("the {kind} `{}` is new", name(one)));
    }
    both
}
