//! Templates: layout only, embedded in the generator.

use minijinja::{AutoEscape, Environment, UndefinedBehavior};

/// A template environment as every target uses it: an undefined name is an error, nothing is
/// escaped behind the template's back, and the final line break stays.
#[must_use]
pub fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment.set_keep_trailing_newline(true);
    environment.set_trim_blocks(true);
    environment.set_lstrip_blocks(true);
    environment
}
