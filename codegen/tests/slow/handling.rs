//! What the pages of codes show about handling an error compiles, in both languages.

use std::fmt::Write as _;

use errbook::model::Model;
use errbook::targets::Options;

use crate::clients::{printed, programs};
use crate::support::registry::{odd_names, of_texts, real, render};
use crate::support::write;
use crate::typescript::check_types;

/// The listings under a title in the pages of a site, one for each code.
fn listings(model: &Model, title: &str) -> Vec<String> {
    let start = format!(" aria-label=\"{title}\"><code>");
    let outputs = render("site", model, &Options::default());
    let pages = outputs.iter().filter_map(|output| {
        let (_, section) = output.text.split_once("<h2 id=\"_handle\">")?;
        let (listing, _) = section.split_once(&start)?.1.split_once("</code>")?;
        let text = listing.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">");
        Some(text.replace("&#39;", "'").replace("&amp;", "&"))
    });
    pages.collect()
}

fn compile(name: &str, model: &Model) {
    let mut main = "#![allow(deprecated, dead_code, reason = \"each is an example\")]\n".to_owned();
    let rust = listings(model, "Rust");
    for (index, sample) in rust.iter().enumerate() {
        let _ = writeln!(main, "mod sample_{index} {{\n{sample}\n}}");
    }
    main.push_str("fn main() {}\n");
    let folder = programs(name, model, &main, "");
    let typescript = listings(model, "TypeScript");
    let files: Vec<String> =
        (0..typescript.len()).map(|index| format!("sample-{index}.ts")).collect();
    for (file, sample) in files.iter().zip(&typescript) {
        write(&folder.join(file), sample);
    }
    let codes: usize = model.catalogs.iter().map(|catalog| catalog.codes.len()).sum();
    assert_eq!((rust.len(), typescript.len()), (codes, codes));
    check_types(&folder, &files.iter().map(String::as_str).collect::<Vec<_>>());
    printed(&folder);
}

#[test]
fn the_samples_of_every_code_compile() {
    compile("handling-real", &real());
}

#[test]
fn the_samples_of_any_name_compile() {
    let files = odd_names();
    compile("handling-odd", &of_texts(files.iter().map(|(path, text)| (&**path, &**text))));
}
