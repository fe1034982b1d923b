//! The registry holds just the codes that the four APIs document.

use std::collections::BTreeSet;

use errbook::config::{Project, Reach};
use errbook::model::Code;

/// A row of a documented table: catalog, section, code, status.
type Row = [String; 4];

fn documented() -> BTreeSet<Row> {
    let rows = include_str!("documented-codes.tsv").lines().skip(1);
    rows.map(|row| {
        let cells: Vec<String> = row.split('\t').map(str::to_owned).collect();
        Row::try_from(cells).unwrap_or_else(|cells| panic!("four cells: {cells:?}"))
    })
    .collect()
}

fn registered() -> BTreeSet<Row> {
    let project = Project::find(env!("CARGO_MANIFEST_DIR").as_ref(), Reach::Repository)
        .expect("the project opens");
    let model = errbook::open(&project).expect("the registry is read").model;
    let model = model.expect("the registry compiles");
    let mut rows = BTreeSet::new();
    for catalog in &model.catalogs {
        for section in &catalog.sections {
            rows.extend(catalog.codes_in(section).map(|(code, _)| {
                [catalog.id.clone(), section.id.clone(), code.code.to_string(), status(code)]
            }));
        }
    }
    rows
}

fn status(code: &Code) -> String {
    match code.status[..] {
        [] => "none".to_owned(),
        _ => code.status.iter().map(u16::to_string).collect::<Vec<_>>().join("|"),
    }
}

#[test]
fn every_documented_code_is_registered_and_no_other() {
    let (documented, registered) = (documented(), registered());
    let missing: Vec<_> = documented.difference(&registered).collect();
    let surplus: Vec<_> = registered.difference(&documented).collect();
    assert!(missing.is_empty(), "documented and not in the registry: {missing:#?}");
    assert!(surplus.is_empty(), "in the registry and not documented: {surplus:#?}");
    assert_eq!(registered.len(), 272, "rows");
    let codes: BTreeSet<_> =
        registered.iter().map(|[catalog, _, code, _]| (catalog, code)).collect();
    assert_eq!(codes.len(), 269, "codes");
}
