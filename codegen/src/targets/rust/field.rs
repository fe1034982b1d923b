//! The fields that a catalog declares: their names in Rust, and the values that codes have.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use serde_json::Value;

use super::doc::{self, Doc};
use super::ident::{self, Taken, ident, raw};
use super::literal::string;
use super::word::Ident;
use crate::model::{Catalog, Code, EnumValue, Field, FieldId, FieldType, Kind};
use crate::names;
use crate::targets::RenderError;

/// A declared field and its names.
pub(super) struct NamedField<'a> {
    pub field: &'a Field,
    pub id: FieldId,
    /// The method of the code that returns its value.
    pub method: Ident,
    pub ty: ValueType<'a>,
    /// Whether every code has a value.
    pub always: bool,
}

/// The type of a field's values.
pub(super) enum ValueType<'a> {
    Text,
    Integer,
    Number,
    Boolean,
    /// An enum with a variant for each value.
    Enum {
        name: Ident,
        variants: Vec<(Ident, &'a EnumValue)>,
    },
}

/// Names the fields of a catalog, beside the types of its envelope.
pub(super) fn named<'a>(
    catalog: &'a Catalog,
    envelope: &[&Ident],
) -> Result<Vec<NamedField<'a>>, RenderError> {
    let mut types = Taken::default();
    for name in envelope {
        types.unique(&name.to_string())?;
    }
    let field = |(id, field): (FieldId, &'a Field)| {
        let ty = match &field.ty {
            FieldType::String { .. } => ValueType::Text,
            FieldType::Integer => ValueType::Integer,
            FieldType::Number => ValueType::Number,
            FieldType::Boolean => ValueType::Boolean,
            FieldType::Values(values) => {
                let name = ident::own_type(&names::pascal(&field.name))?;
                let name = types.unique(&name.to_string())?;
                let variants = values.iter().map(|value| Ok((ident(&value.ident)?, value)));
                ValueType::Enum { name, variants: variants.collect::<Result<_, RenderError>>()? }
            }
        };
        let always = catalog.codes.iter().all(|code| code.field(id).is_some());
        Ok(NamedField { field, id, method: ident::getter(&field.name)?, ty, always })
    };
    catalog.fields_with_ids().map(field).collect()
}

impl NamedField<'_> {
    /// The type of its values in `ErrorCode`.
    pub(super) fn rust_type(&self) -> TokenStream {
        let ty = match &self.ty {
            ValueType::Text => quote!(&'static str),
            ValueType::Integer => quote!(i64),
            ValueType::Number => quote!(f64),
            ValueType::Boolean => quote!(bool),
            ValueType::Enum { name, .. } => quote!(#name),
        };
        if self.always { ty } else { quote!(Option<#ty>) }
    }

    /// The expression for the value of a code.
    pub(super) fn value_of(&self, code: &Code) -> String {
        let value = code.field(self.id).map(|value| self.literal(value));
        match value {
            Some(value) if self.always => value,
            Some(value) => format!("Some({value})"),
            None => "None".to_owned(),
        }
    }

    fn literal(&self, value: &Value) -> String {
        match (&self.ty, value) {
            (ValueType::Enum { name, variants }, Value::String(text)) => {
                let known = variants.iter().find(|(_, known)| known.value == *text);
                known.map_or_else(String::new, |(variant, _)| format!("{name}::{variant}"))
            }
            (ValueType::Number, Value::Number(number)) => {
                format!("{:?}", number.as_f64().unwrap_or_default())
            }
            (_, Value::String(text)) => string(text),
            (_, other) => other.to_string(),
        }
    }

    /// The method of `ErrorCode` that returns the value.
    pub(super) fn getter(&self) -> TokenStream {
        let mut comment = Doc::default();
        match &self.field.description {
            Some(description) => comment.text(description),
            None => comment.markdown(&format!("{}.", doc::words(&self.field.title))),
        };
        if !self.always {
            comment.markdown("`None` if the code has none.");
        }
        let comment = comment.attributes();
        let (method, ty) = (&self.method, self.rust_type());
        quote! {
            #comment
            #[must_use]
            pub const fn #method(self) -> #ty {
                table::entry(self).#method
            }
        }
    }

    /// The expression for the value in a body, an [`Option`] if some code has none.
    pub(super) fn in_body(&self) -> TokenStream {
        let method = &self.method;
        let value = quote!(error.code().#method());
        match (&self.ty, self.always) {
            (ValueType::Integer | ValueType::Number | ValueType::Boolean, _) => value,
            (ValueType::Text, true) => quote!(#value.to_owned()),
            (ValueType::Text, false) => quote!(#value.map(str::to_owned)),
            (ValueType::Enum { .. }, true) => quote!(#value.as_str().to_owned()),
            (ValueType::Enum { .. }, false) => {
                quote!(#value.map(|value| value.as_str().to_owned()))
            }
        }
    }
}

/// The type in a body of what a slot of this kind holds.
pub(super) fn body_type(kind: &Kind) -> TokenStream {
    match kind {
        Kind::Integer | Kind::Int64 => quote!(i64),
        Kind::Number => quote!(f64),
        Kind::Boolean => quote!(bool),
        Kind::List(_) => quote!(Vec<String>),
        _ => raw("String").into_token_stream(),
    }
}
