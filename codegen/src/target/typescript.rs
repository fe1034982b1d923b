use crate::model::Model;
use crate::output::Output;
use crate::target::{Options, RenderError};

pub(super) fn render(_model: &Model, _options: &Options) -> Result<Vec<Output>, RenderError> {
    Ok(Vec::new())
}
