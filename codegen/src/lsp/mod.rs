//! The language server: what editors ask about the files of a registry and about project files, over
//! the language server protocol. Texts that are not saved yet count as if they were.

mod answer;
mod capabilities;
mod complete;
mod diagnostics;
mod edit;
mod fixes;
mod hover;
mod language;
mod names;
mod navigate;
mod opened;
mod path;
mod place;
mod rename;
mod serve;
mod state;
mod symbols;
mod uri;
mod view;

pub use self::opened::Settings;
pub use self::serve::{Ended, serve};
