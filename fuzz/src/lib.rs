//! What must hold for any input.
//!
//! Each property takes bytes and panics if it does not hold. `targets/` hands them to libFuzzer;
//! `tests/bounded.rs` runs them on the seeds, on every input that once failed, and on generated ones.

mod annotate;
mod edits;
mod generate;
mod input;
mod mutate;
mod oracle;
mod project;
mod received;
mod registry;

pub use annotate::annotate;
pub use edits::edits;
pub use generate::{Bytes, Random};
pub use mutate::mutated;
pub use project::project;
pub use received::received;
pub use registry::registry;

/// A property with its name, which is that of its target and of its folders of inputs.
pub struct Property {
    /// The name.
    pub name: &'static str,
    /// The folder of its seeds in `corpus/`.
    pub seeds: &'static str,
    /// Panics if the property does not hold for an input.
    pub holds: fn(&[u8]),
}

/// Every property.
pub const PROPERTIES: &[Property] = &[
    Property { name: "registry", seeds: "registry", holds: registry },
    Property { name: "edits", seeds: "registry", holds: edits },
    Property { name: "annotate", seeds: "annotate", holds: annotate },
    Property { name: "project", seeds: "project", holds: project },
    Property { name: "received", seeds: "received", holds: received },
];

/// What errbook must never say about itself.
const BUG: &str = "bug in errbook";
