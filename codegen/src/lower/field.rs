//! Declared fields: their declarations, the values that entries give or inherit, and what does not
//! fit.

use regex_lite::Regex;
use serde_json::Value as Json;

use super::{Audience, naming};
use crate::decode::{Given, Prose, Scalar, Spanned};
use crate::diagnostic::{Diagnostic, Problems, did_you_mean, only_near};
use crate::language::{CatalogSpec, DeclarationSpec, FieldKind, is_of_language};
use crate::load::SectionFile;
use crate::model::{EnumValue, Field, FieldId, FieldType, Visibility};
use crate::names;
use crate::rule;
use crate::source::Span;
use crate::visible::word;
use crate::words::quoted;

/// The fields of a catalog, as far as the audience sees them.
pub(super) struct Declared {
    pub fields: Vec<Field>,
    /// What lowering needs to know of each field besides.
    more: Vec<More>,
}

struct More {
    span: Span,
    pattern: Option<Regex>,
    default: Option<Json>,
    /// Whether the declaration is faulty, so that it says nothing about values.
    faulty: bool,
}

/// Makes the fields from their declarations, and checks what categories and sections say of them.
pub(super) fn declared(
    spec: &CatalogSpec,
    sections: &[&SectionFile],
    audience: Audience,
    problems: &mut Problems,
) -> Declared {
    let mut declared = Declared { fields: Vec::new(), more: Vec::new() };
    naming::identifiers("fields", naming::spans(&spec.declared.0), problems);
    let categories = spec.categories.0.iter().map(|(_, category)| &category.given);
    let given = categories.chain(sections.iter().map(|file| &file.section.given));
    for (name, spec) in &spec.declared.0 {
        let before = problems.count();
        check_name(name, problems);
        let visibility = spec.visibility.unwrap_or(Visibility::Public);
        let pattern = spec.pattern.as_ref().and_then(|pattern| compile(pattern, problems));
        let field = Field {
            name: name.value.clone(),
            title: spec.title.clone().unwrap_or_else(|| names::title(&name.value)),
            description: spec.description.as_ref().map(Prose::text),
            ty: type_of(spec, problems),
            optional: spec.optional.unwrap_or(false),
            visibility,
        };
        let spans = [spec.ty.map(|ty| ty.span), spec.values.as_ref().map(|values| values.span)];
        let unread = spans.into_iter().flatten().any(|span| problems.any_within(span));
        let mut more = More {
            span: name.span,
            pattern,
            default: None,
            faulty: unread || problems.count() > before,
        };
        if let Some(default) = &spec.default {
            check(&field, &more, default, problems);
            more.default = Some(default.value.clone());
        }
        if audience == Audience::Team || visibility == Visibility::Public {
            declared.fields.push(field);
            declared.more.push(more);
        }
    }
    given.for_each(|given| declared.check(given, problems));
    declared
}

impl Declared {
    fn all(&self) -> impl Iterator<Item = (&Field, &More)> {
        self.fields.iter().zip(&self.more)
    }

    /// Checks the values that an entry, a section or a category gives.
    pub(super) fn check(&self, given: &Given, problems: &mut Problems) {
        for (name, value) in &given.0 {
            if let Some((field, more)) = self.all().find(|(field, _)| field.name == name.value) {
                check(field, more, value, problems);
            }
        }
    }

    /// The values of a code: `given` are those of its entry, then of its section and its category.
    /// Reports a missing one.
    pub(super) fn values(
        &self,
        code: &Spanned<String>,
        given: &[&Given],
        problems: &mut Problems,
    ) -> Vec<(FieldId, Json)> {
        let mut values = Vec::new();
        for ((field, more), id) in self.all().zip((0..).map(FieldId::from_index)) {
            let named = |given: &&Given| {
                let own = given.0.iter().find(|(name, _)| name.value == field.name);
                own.map(|(_, scalar)| scalar.value.clone())
            };
            match given.iter().find_map(named).or_else(|| more.default.clone()) {
                Some(value) => values.push((id, value)),
                None if field.optional || more.faulty => {}
                None => problems.push(
                    Diagnostic::error(
                        &rule::MISSING_VALUE,
                        format!("`{}` has no `{}`", word(&code.value), field.name),
                    )
                    .at(code.span, "not set here, in its section or in its category")
                    .also(more.span, "every code has a value of this field")
                    .help(format!(
                        "add `{}`, or write `default` or `optional: true` where the field is declared",
                        field.name
                    )),
                ),
            }
        }
        values
    }
}

fn check_name(name: &Spanned<String>, problems: &mut Problems) {
    if is_of_language(&name.value) {
        problems.push(
            Diagnostic::error(
                &rule::FIELD_DECLARATION,
                format!("a field cannot be named `{}`", name.value),
            )
            .at(name.span, "the language uses this name itself")
            .help(
                "choose another name for the field; the envelope may still send it as any member",
            ),
        );
    }
}

fn type_of(spec: &DeclarationSpec, problems: &mut Problems) -> FieldType {
    let refused = |message: &str, span, help: &str| {
        Diagnostic::error(&rule::FIELD_DECLARATION, message).at(span, "here").help(help)
    };
    if let (Some(ty), Some(values)) = (&spec.ty, &spec.values)
        && ty.value != FieldKind::String
    {
        let also = "values of an enumeration are text";
        problems.push(
            refused("a field has both `type` and `values`", ty.span, "remove `type`")
                .also(values.span, also),
        );
    }
    if let Some(pattern) = &spec.pattern
        && (spec.values.is_some() || spec.ty.is_some_and(|ty| ty.value != FieldKind::String))
    {
        let message = "a pattern for values that are not any text";
        problems.push(refused(message, pattern.span, "remove `pattern`, or write `type: string`"));
    }
    let Some(values) = &spec.values else {
        return match spec.ty.map_or(FieldKind::String, |ty| ty.value) {
            FieldKind::String => {
                FieldType::String { pattern: spec.pattern.as_ref().map(|it| it.value.clone()) }
            }
            FieldKind::Integer => FieldType::Integer,
            FieldKind::Number => FieldType::Number,
            FieldKind::Boolean => FieldType::Boolean,
        };
    };
    if values.value.0.is_empty() && !problems.any_within(values.span) {
        problems.push(refused("an enumeration without values", values.span, "write its values"));
    }
    let mut known: Vec<EnumValue> = Vec::with_capacity(values.value.0.len());
    naming::identifiers_of_values(
        values.value.0.iter().map(|(value, _)| (value.value.as_str(), value.span)),
        problems,
    );
    for (value, description) in &values.value.0 {
        if known.iter().any(|known| known.value == value.value) {
            let message = format!("the value `{}` is listed twice", word(&value.value));
            problems.push(refused(&message, value.span, "remove one of the two"));
            continue;
        }
        let description = description.as_ref().map(Prose::text);
        known.push(EnumValue {
            value: value.value.clone(),
            ident: names::variant(&value.value),
            description,
        });
    }
    FieldType::Values(known)
}

/// A pattern that whole values match.
fn compile(pattern: &Spanned<String>, problems: &mut Problems) -> Option<Regex> {
    match Regex::new(&format!("^(?:{})$", pattern.value)) {
        Ok(regex) => Some(regex),
        Err(error) => {
            problems.push(
                Diagnostic::error(
                    &rule::FIELD_DECLARATION,
                    format!("the pattern is not a valid regular expression: {error}"),
                )
                .at(pattern.span, "this pattern")
                .help("use the syntax of Rust's `regex` crate, in single quotes"),
            );
            None
        }
    }
}

/// Checks a value of a field.
fn check(field: &Field, more: &More, value: &Scalar, problems: &mut Problems) {
    if more.faulty || problems.any_within(value.span) {
        return;
    }
    let Field { name, ty, .. } = field;
    let text = value.value.as_str();
    let fits = match ty {
        FieldType::String { .. } | FieldType::Values(_) => text.is_some(),
        FieldType::Integer => value.value.is_i64(),
        FieldType::Number => value.value.is_number(),
        FieldType::Boolean => value.value.is_boolean(),
    };
    if !fits {
        problems.push(wrong_type(field, more, value));
        return;
    }
    let Some(text) = text else { return };
    let refused = |message: String| {
        Diagnostic::error(&rule::FIELD_VALUE, message).also(more.span, "declared here")
    };
    match (ty, &more.pattern) {
        (FieldType::Values(known), _) => {
            let known = || known.iter().map(|known| known.value.as_str());
            if known().any(|known| known == text) {
                return;
            }
            let help = did_you_mean(text, known(), || format!("write one of {}", quoted(known())));
            let mut found = refused(format!("`{}` is not a value of `{name}`", word(text)))
                .at(value.span, "not one of the values")
                .help(help);
            if let Some(known) = only_near(text, known()) {
                found = found.fix(value.span, known);
            }
            problems.push(found);
        }
        (_, Some(regex)) if !regex.is_match(text) => problems.push(
            refused(format!("`{}` does not match the pattern of `{name}`", word(text)))
                .at(value.span, "does not match")
                .help("correct the value, or the pattern where the field is declared"),
        ),
        _ if text.is_empty() => problems.push(
            refused(format!("`{name}` is empty"))
                .at(value.span, "nothing between the quotes")
                .help("write the value, or remove the key"),
        ),
        _ => {}
    }
}

fn wrong_type(field: &Field, more: &More, value: &Scalar) -> Diagnostic {
    let Field { name, ty, .. } = field;
    let expected = match ty {
        FieldType::String { .. } => "text",
        FieldType::Values(_) => "one of its values",
        FieldType::Integer => "a whole number of at most 64 bits",
        FieldType::Number => "a number",
        FieldType::Boolean => "true or false",
    };
    let found = Diagnostic::error(
        &rule::FIELD_VALUE,
        format!("`{name}` is {}, not {expected}", value.kind),
    )
    .at(value.span, format!("this is {}", value.kind))
    .also(more.span, "declared here");
    let text = matches!(ty, FieldType::String { .. } | FieldType::Values(_));
    match (&value.plain, value.value.as_str()) {
        (Some(plain), _) if text && value.kind != "nothing" => {
            let quoted = format!("\"{plain}\"");
            found.help(format!("put it in quotes: {quoted}")).fix(value.span, quoted)
        }
        // A number or boolean in quotes.
        (None, Some(_)) if !text => found.help("remove the quotes, or correct the value"),
        _ => found.help(format!("write {expected}")),
    }
}
