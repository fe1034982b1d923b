//! Templates: layout only, embedded in the generator.

use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, UndefinedBehavior};

/// The template environment that all targets share: an undefined name is an error, nothing is
/// escaped implicitly, a line with nothing but a block leaves no empty line, and the final line
/// break is kept.
///
/// # Panics
///
/// Never: the delimiters are the default ones.
#[must_use]
pub fn environment() -> Environment<'static> {
    let syntax = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .keep_trailing_newline(true)
        .build()
        .expect("the default delimiters are valid");
    let mut environment = Environment::new();
    environment.set_syntax(syntax);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment
}
