//! How a client should deal with the errors of a catalog.

use crate::decode::{Prose, Spanned, object};

object! {
    /// How a client should deal with the errors of a catalog.
    "the handling" => HandlingSpec {
        /// What applies to all of them.
        "description" => description: Option<Prose>,
        /// What a client should log.
        "log" => log: Vec<Prose>,
        /// The cases, in the order in which to test for them.
        "steps" => steps: Vec<StepSpec>,
        /// What to do with every other code.
        "otherwise" => otherwise: Option<StepSpec>,
    }
}

object! {
    /// One case of the handling order.
    "a step" => StepSpec {
        /// The codes that it is for.
        "codes" => codes: Vec<Spanned<String>>,
        /// One of the catalog's actions.
        "action" => action: Option<Spanned<String>>,
        /// What to do, or what to know while doing it.
        "note" => note: Option<Prose>,
    }
}
