//! The types of details and of envelope members.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use serde_json::Value;

use super::Text;

/// The type of a detail or of an envelope member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Type {
    /// The type, apart from null.
    pub kind: Kind,
    /// Whether the value may be null.
    pub nullable: bool,
}

/// A type, apart from null.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Any text.
    String,
    /// A whole number of at most 64 bits.
    Integer,
    /// A whole number that needs 64 bits, with a sign.
    Int64,
    /// A number.
    Number,
    /// A string that holds a decimal number of any precision: `12.50`.
    Decimal,
    /// True or false.
    Boolean,
    /// A string that holds a UUID (RFC 9562).
    Uuid,
    /// A string that holds a URI reference (RFC 3986).
    Uri,
    /// A string that holds a date (RFC 3339 §5.6, `full-date`).
    Date,
    /// A string that holds a date and time (RFC 3339).
    DateTime,
    /// How long to wait: whole seconds or, only in a header, an HTTP date (RFC 9110 §10.2.3).
    Delay,
    /// An object with any members.
    Object,
    /// A type of the catalog, which [`Catalog::types`](super::Catalog::types) lists.
    Named(Arc<NamedType>),
    /// An array of this kind.
    List(Box<Kind>),
    /// An object with any keys and values of this kind.
    Map(Box<Kind>),
}

/// A type with a name of its own. None contains itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedType {
    /// The name, unique in the catalog: that under `types`, or that of a detail with values of its
    /// own after that of what declares it.
    pub name: String,
    /// The name in `PascalCase`, unique in the catalog.
    pub ident: String,
    /// What it is.
    pub description: Option<Text>,
    /// What values of the type are.
    pub form: Form,
}

/// What values of a [`NamedType`] are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// One of these texts; a newer service may send others.
    Values(Vec<EnumValue>),
    /// An object with these members.
    Members(Vec<TypeMember>),
}

/// A value of an enumeration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnumValue {
    /// The value on the wire; unique in its type.
    pub value: String,
    /// The value in `PascalCase`, unique in its type.
    pub ident: String,
    /// What it means.
    pub description: Option<Text>,
}

/// A member of an object that details hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeMember {
    /// The member's name on the wire; unique in its type, also as an identifier.
    pub name: String,
    /// What it holds.
    pub description: Option<Text>,
    /// Its type.
    pub ty: Type,
    /// Whether it may be absent.
    pub optional: bool,
    /// A value for examples, of this type.
    pub example: Option<Value>,
}

impl Kind {
    /// Whether values are strings on the wire.
    #[must_use]
    pub fn is_text(&self) -> bool {
        match self {
            Kind::String | Kind::Decimal | Kind::Uuid | Kind::Uri | Kind::Date | Kind::DateTime => {
                true
            }
            Kind::Named(named) => named.values().is_some(),
            Kind::Integer
            | Kind::Int64
            | Kind::Number
            | Kind::Boolean
            | Kind::Delay
            | Kind::Object
            | Kind::List(_)
            | Kind::Map(_) => false,
        }
    }

    /// The named type in it, if there is one: itself, or what its elements or values are.
    #[must_use]
    pub fn named(&self) -> Option<&Arc<NamedType>> {
        match self {
            Kind::Named(named) => Some(named),
            Kind::List(kind) | Kind::Map(kind) => kind.named(),
            _ => None,
        }
    }
}

impl NamedType {
    /// The values of an enumeration.
    #[must_use]
    pub fn values(&self) -> Option<&[EnumValue]> {
        match &self.form {
            Form::Values(values) => Some(values),
            Form::Members(_) => None,
        }
    }

    /// The members of an object; none if the type is an enumeration.
    #[must_use]
    pub fn members(&self) -> &[TypeMember] {
        match &self.form {
            Form::Values(_) => &[],
            Form::Members(members) => members,
        }
    }
}

/// The named types in these kinds and within those, each once and before those that it contains.
pub fn named_types<'a>(kinds: impl IntoIterator<Item = &'a Kind>) -> Vec<&'a Arc<NamedType>> {
    let mut found = Vec::new();
    let mut known = BTreeSet::new();
    for kind in kinds {
        add_named(kind, &mut known, &mut found);
    }
    found
}

fn add_named<'a>(
    kind: &'a Kind,
    known: &mut BTreeSet<&'a str>,
    found: &mut Vec<&'a Arc<NamedType>>,
) {
    let Some(named) = kind.named().filter(|named| known.insert(&named.name)) else { return };
    found.push(named);
    for member in named.members() {
        add_named(&member.ty.kind, known, found);
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.kind, if self.nullable { " | null" } else { "" })
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Kind::String => f.write_str("string"),
            Kind::Integer => f.write_str("integer"),
            Kind::Int64 => f.write_str("int64"),
            Kind::Number => f.write_str("number"),
            Kind::Decimal => f.write_str("decimal"),
            Kind::Boolean => f.write_str("boolean"),
            Kind::Uuid => f.write_str("uuid"),
            Kind::Uri => f.write_str("uri"),
            Kind::Date => f.write_str("date"),
            Kind::DateTime => f.write_str("date-time"),
            Kind::Delay => f.write_str("delay"),
            Kind::Object => f.write_str("object"),
            Kind::Named(named) => f.write_str(&named.name),
            Kind::List(kind) => write!(f, "{kind}[]"),
            Kind::Map(kind) => write!(f, "map<{kind}>"),
        }
    }
}
