//! A registry with families of codes, for the tests of both packages.

use errbook::model::Model;

use super::registry::of_texts;

/// A family of two levels whose codes have a detail, and a code of no family.
#[track_caller]
pub fn families() -> Model {
    let catalog = "\
catalog: data
title: Data
status: none
codes: { style: SCREAMING_SNAKE_CASE }
envelope: { shape: { code: $code, message: $message, '...': $details } }
";
    let section = "\
section: State
errors:
  CANNOT_LOAD:
    message: \"The state of {query} cannot be loaded.\"
    details: { query: { type: string } }
    errors:
      NO_FILE: { message: \"There is no file {path}.\", details: { path: { type: string } } }
      TOO_OLD: { message: It is too old., errors: { BY_FAR: { message: Nothing can be done. } } }
  DISK_FULL: { message: The disk is full. }
";
    of_texts([("data/catalog.yaml", catalog), ("data/state.yaml", section)])
}
