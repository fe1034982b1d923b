//! Families: entries nested in another one become entries of their section, each with what it
//! inherits.

use super::{CodeValue, CodesSpec, ErrorSpec};
use crate::decode::{Map, Spanned};

/// An entry with its name.
type Named = (Spanned<String>, Spanned<ErrorSpec>);

/// What stands between the name of a code and those of the codes nested in it, by default.
pub(crate) const JOIN: &str = ".";

impl CodesSpec {
    /// What stands between the name of a code and those of the codes nested in it.
    pub(crate) fn joint(&self) -> &str {
        self.join.as_ref().map_or(JOIN, |join| &join.value)
    }
}

/// Puts nested entries behind the ones that they are nested in. Returns for each entry the index of
/// that one.
pub(crate) fn flatten(errors: &mut Map<Spanned<ErrorSpec>>, join: &str) -> Vec<Option<usize>> {
    let mut flat = Flat { entries: Vec::with_capacity(errors.0.len()), parents: Vec::new() };
    for entry in std::mem::take(&mut errors.0) {
        flat.add(entry, None, join);
    }
    errors.0 = flat.entries;
    flat.parents
}

struct Flat {
    entries: Vec<Named>,
    parents: Vec<Option<usize>>,
}

impl Flat {
    fn add(&mut self, (name, mut error): Named, parent: Option<usize>, join: &str) {
        let nested = std::mem::take(&mut error.value.errors.0);
        let at = self.entries.len();
        self.entries.push((name, error));
        self.parents.push(parent);
        for (mut name, mut error) in nested {
            let (own, spec) = &self.entries[at];
            inherit(&mut error.value, &spec.value, &name, join);
            // An empty name was reported.
            if !name.value.is_empty() {
                name.value = format!("{}{join}{}", own.value, name.value);
            }
            self.add((name, error), Some(at), join);
        }
    }
}

/// Gives an entry what it does not set itself and the one that it is nested in does.
fn inherit(spec: &mut ErrorSpec, parent: &ErrorSpec, name: &Spanned<String>, join: &str) {
    // Taken apart without `..`, so that each new key is inherited or not on purpose. Texts, the URI,
    // the version and former names are those of one code; messages are joined and declared fields
    // inherited when they are lowered.
    let ErrorSpec {
        code,
        type_uri: _,
        ident: _,
        title: _,
        category,
        status,
        description: _,
        message: _,
        messages: _,
        cause: _,
        resolution: _,
        causes: _,
        action,
        retry,
        details,
        delivery,
        since: _,
        deprecated: _,
        aliases: _,
        deprecated_names: _,
        visibility,
        grpc,
        links: _,
        notes: _,
        examples: _,
        allow: _,
        errors: _,
        given: _,
    } = parent;
    if let (None, Some(Spanned { value: CodeValue::Text(code), .. })) = (&spec.code, code) {
        let value = CodeValue::Text(format!("{code}{join}{}", name.value));
        spec.code = Some(Spanned { value, span: name.span });
    }
    default_to(&mut spec.category, category.as_ref());
    default_to(&mut spec.status, status.as_ref());
    default_to(&mut spec.action, action.as_ref());
    default_to(&mut spec.retry, retry.as_ref());
    default_to(&mut spec.delivery, delivery.as_ref());
    default_to(&mut spec.visibility, visibility.as_ref());
    default_to(&mut spec.grpc, grpc.as_ref());
    // Those of the family keep their positions, by which a message may refer to them.
    let mut own = std::mem::take(&mut spec.details.0);
    for inherited in &details.0 {
        let set = own.iter().position(|(name, _)| name.value == inherited.0.value);
        spec.details.0.push(set.map_or_else(|| inherited.clone(), |at| own.remove(at)));
    }
    spec.details.0.extend(own);
}

fn default_to<T: Clone>(value: &mut Option<T>, inherited: Option<&T>) {
    if value.is_none() {
        *value = inherited.cloned();
    }
}
