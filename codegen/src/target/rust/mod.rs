//! The target `rust`: a crate with a module and a feature for each catalog.

mod body;
mod catalog;
mod conversion;
mod details;
mod doc;
mod enums;
mod envelope;
mod error;
mod ident;
mod lookup;
mod package;
mod plan;
mod shared;
mod source;
mod table;
mod types;

use crate::model::Model;
use crate::output::Output;
use crate::target::{Options, RenderError};
use plan::Plan;

pub(super) fn render(model: &Model, options: &Options) -> Result<Vec<Output>, RenderError> {
    let plans: Vec<Plan<'_>> =
        model.catalogs.iter().map(Plan::of).collect::<Result<_, RenderError>>()?;
    let mut outputs = package::outputs(&plans, options)?;
    outputs.extend(shared::outputs(&plans)?);
    for plan in &plans {
        outputs.extend(catalog::outputs(plan)?);
    }
    Ok(outputs)
}
