//! The fields of generated structs, which `new` and setters fill.

use proc_macro2::TokenStream;
use quote::quote;

use super::layout::{line, list};
use super::types;
use super::word::{Ident, Snippet};
use crate::model::Type;

/// A field of a generated struct.
#[derive(Clone, Copy)]
pub(super) struct Filled<'a> {
    /// Its name in Rust.
    pub(super) name: &'a Ident,
    /// The type of its values.
    pub(super) ty: &'a Type,
    /// Whether it may be absent. If so, a setter sets it, and `new` leaves it out.
    pub(super) optional: bool,
}

impl Filled<'_> {
    /// Whether its Rust type is an [`Option`].
    pub(super) fn is_option(self) -> bool {
        self.optional || self.ty.nullable
    }

    /// Its Rust type.
    pub(super) fn ty(self) -> Snippet {
        let ty = types::kind(&self.ty.kind);
        if self.is_option() { Snippet::new(format!("Option<{ty}>")) } else { ty }
    }

    /// The parameter that takes its value.
    pub(super) fn parameter(self) -> Snippet {
        let name = self.name;
        let ty = if self.is_option() { self.ty() } else { types::parameter(&self.ty.kind).0 };
        Snippet::new(format!("{name}: {ty}"))
    }

    /// What `new` makes of the parameter.
    pub(super) fn value(self) -> Snippet {
        let name = self.name;
        Snippet::new(if self.optional {
            format!("{name}: None")
        } else if !self.ty.nullable && types::parameter(&self.ty.kind).1 {
            format!("{name}: {name}.into()")
        } else {
            name.to_string()
        })
    }

    /// The method that sets it if it is optional.
    pub(super) fn setter(self) -> Snippet {
        let (name, word) = (self.name, self.name.word());
        let (ty, converts) = types::parameter(&self.ty.kind);
        let value = if converts { format!("{name}.into()") } else { name.to_string() };
        let mut text = format!("    /// Sets `{name}`.\n    #[must_use]\n");
        let parameters = ["mut self".to_owned(), format!("{name}: {ty}")];
        let signature = list(format!("pub fn with_{word}("), parameters, ") -> Self");
        line(&mut text, 4, &signature, " {");
        line(&mut text, 8, &list(format!("self.{name} = Some("), [value], ")"), ";");
        text.push_str("        self\n    }\n");
        Snippet::new(text)
    }
}

/// The attribute of a function with more parameters than clippy allows.
pub(super) const TOO_MANY: &str = "#[allow(clippy::too_many_arguments)]";

/// Whether a function with this number of parameters needs it.
pub(super) fn too_many(parameters: usize) -> bool {
    parameters > 7
}

/// The attribute of a function with more parameters than clippy allows.
pub(super) fn many(parameters: usize) -> Option<Snippet> {
    too_many(parameters).then(|| Snippet::new(TOO_MANY))
}

/// The attribute of a function that may have more lines than clippy allows.
pub(super) fn long(may_be: bool) -> Option<TokenStream> {
    may_be.then(|| quote! { #[allow(clippy::too_many_lines)] })
}
