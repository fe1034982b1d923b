//! The files that make the modules a package: manifest, README, and crate root.

use minijinja::context;
use quote::quote;

use super::doc;
use super::integration::{Integration, Parts};
use super::integrations;
use super::literal::string;
use super::named::{NamedCatalog, NamedCode};
use super::source::Source;
use super::types;
use crate::decode::Line;
use crate::example;
use crate::model::{Kind, Vocabulary};
use crate::output::{HEADER, Output};
use crate::package::Publish;
use crate::targets::RenderError;
use crate::targets::rust::RustOptions;
use crate::template;
use crate::words::series;

/// The oldest compiler that the crate builds with: the first one to support its edition.
const RUST_VERSION: &str = "1.85";

/// The crate's files outside its modules.
pub(super) fn outputs(
    catalogs: &[NamedCatalog<'_>],
    options: &RustOptions,
) -> Result<Vec<Output>, RenderError> {
    Ok(vec![
        Output { path: "Cargo.toml".to_owned(), text: manifest(catalogs, options)? },
        Output { path: "README.md".to_owned(), text: readme(catalogs, options)? },
        Output { path: "src/lib.rs".to_owned(), text: root(catalogs, options)? },
    ])
}

fn manifest(catalogs: &[NamedCatalog<'_>], options: &RustOptions) -> Result<String, RenderError> {
    let features: Vec<String> = catalogs.iter().map(|api| api.feature.clone()).collect();
    render(
        errbook_templates::RUST_MANIFEST,
        context! {
            header => HEADER,
            name => quoted(&options.package.0),
            version => quoted(&options.version.0),
            rust_version => quoted(RUST_VERSION),
            description => quoted(&description(catalogs)),
            license => options.license.as_ref().map(|license| quoted(&license.0)),
            authors => authors(&options.authors),
            repository => options.repository.as_ref().map(|it| quoted(&it.0)),
            homepage => options.homepage.as_ref().map(|it| quoted(&it.0)),
            documentation => options.publish.is_public()
                .then(|| quoted(&format!("https://docs.rs/{}", options.package.0))),
            publish => publish(&options.publish),
            features,
            integrations => integrations::chosen(options).map(integration).collect::<Vec<_>>(),
        },
    )
}

/// The authors, as the manifest has them; nothing if there are none.
fn authors(authors: &[Line]) -> Option<String> {
    let authors: Vec<String> = authors.iter().map(|Line(author)| quoted(author)).collect();
    (!authors.is_empty()).then(|| format!("[{}]", authors.join(", ")))
}

/// Where the crate may be published, as the manifest says it; nothing if anywhere.
fn publish(publish: &Publish) -> Option<String> {
    match publish {
        Publish::Anywhere => None,
        Publish::Nowhere => Some("false".to_owned()),
        Publish::In(registries) => {
            let names: Vec<&str> = registries.iter().map(String::as_str).collect();
            Some(json(&names))
        }
    }
}

/// An integration as the manifest has it.
fn integration(integration: Integration) -> minijinja::Value {
    let Parts { feature, further, dependencies, .. } = integration.parts();
    let features = std::iter::once((integration.word(), feature)).chain(further.iter().copied());
    context! {
        about => integration.meaning(),
        features => features.map(|(name, on)| (name, json(on))).collect::<Vec<_>>(),
        dependencies => dependencies.to_vec(),
    }
}

/// A list of TOML, which is one of JSON.
fn json(list: &[&str]) -> String {
    serde_json::Value::from(list).to_string().replace(',', ", ")
}

/// A string of TOML in double quotes: one of JSON, without a character that only JSON allows.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007f")
}

/// A key of TOML.
fn key(text: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if !text.is_empty() && text.chars().all(bare) { text.to_owned() } else { quoted(text) }
}

/// The description of the package, short enough for crates.io.
fn description(catalogs: &[NamedCatalog<'_>]) -> String {
    match catalogs {
        [] => "Error codes".to_owned(),
        few if few.len() <= 5 => {
            let titles: Vec<String> = few.iter().map(|api| api.catalog.title.clone()).collect();
            format!("Error codes for {}", series(&titles, "and"))
        }
        _ => format!("Error codes for {} APIs", catalogs.len()),
    }
}

fn readme(catalogs: &[NamedCatalog<'_>], options: &RustOptions) -> Result<String, RenderError> {
    let listed: Vec<_> = catalogs
        .iter()
        .map(|api| {
            context! {
                title => doc::words(&api.catalog.title),
                feature => &api.feature,
                module => api.module.to_string(),
            }
        })
        .collect();
    render(
        errbook_templates::RUST_README,
        context! {
            header => HEADER,
            package => doc::words(&options.package.0),
            dependency => key(&options.package.0),
            crate_name => options.package.0.replace(|c: char| !c.is_ascii_alphanumeric(), "_"),
            version => quoted(&options.version.0),
            rust_version => RUST_VERSION,
            catalogs => listed,
            axum => integrations::chosen(options).any(|it| it == Integration::Axum),
            integrations => integrations::chosen(options)
                .map(|it| context! { name => it.word(), about => it.meaning() })
                .collect::<Vec<_>>(),
            redirects => catalogs.iter().any(NamedCatalog::has_redirects),
            setter => setter(catalogs),
            required => catalogs.iter().any(NamedCatalog::has_required),
            sample => sample(catalogs),
            feature => catalogs.first().map(|api| &api.feature),
            several => catalogs.iter().any(|api| api.body.element().is_some()),
        },
    )
}

/// A method that sets a member of the body, preferably one that every body has.
fn setter(catalogs: &[NamedCatalog<'_>]) -> Option<String> {
    let all = || catalogs.iter().flat_map(|api| api.body.setters().map(move |leaf| (api, leaf)));
    let required = all().find(|(api, leaf)| api.body.is_required(leaf));
    required.or_else(|| all().next()).map(|(_, leaf)| leaf.setter())
}

/// What the examples show: a code with a status, without a deprecation and, if there is one, without
/// details.
fn sample(catalogs: &[NamedCatalog<'_>]) -> Option<minijinja::Value> {
    let codes = || catalogs.iter().flat_map(|api| api.codes.iter().map(move |code| (api, code)));
    let current = |(_, code): &(_, &NamedCode<'_>)| code.code.deprecated.is_none();
    let has_status = |(_, code): &(_, &NamedCode<'_>)| !code.code.status.is_empty();
    let is_bare =
        |(_, code): &(_, &NamedCode<'_>)| code.details.is_none() && code.required.is_empty();
    let current = || codes().filter(current);
    let (api, code, arguments) = current()
        .filter(has_status)
        .find(is_bare)
        .map(|(api, code)| (api, code, String::new()))
        .or_else(|| current().filter(has_status).find_map(with_arguments))
        .or_else(|| current().find_map(with_arguments))?;
    Some(context! {
        feature => &api.feature,
        module => api.module.to_string(),
        code => &code.code.name,
        status => code.code.status.first(),
        variant => code.variant.to_string(),
        constructor => code.constructor.to_string(),
        arguments,
    })
}

/// A code with the examples of its required details as the arguments of its constructor; none if
/// some cannot be written as a literal.
fn with_arguments<'a, 'p>(
    (api, code): (&'p NamedCatalog<'a>, &'p NamedCode<'a>),
) -> Option<(&'p NamedCatalog<'a>, &'p NamedCode<'a>, String)> {
    let arguments = code.required.iter().map(|field| {
        let kind = &field.detail.ty.kind;
        if field.is_option() {
            return Some("None".to_owned());
        }
        let value = example::sample_detail(field.detail);
        match kind {
            kind if types::is_text(kind) => value.as_str().map(string),
            Kind::Integer | Kind::Int64 | Kind::Boolean => Some(value.to_string()),
            Kind::Number => value.as_f64().map(|number| format!("{number:?}")),
            Kind::Delay => Some(format!("{value}_u64")),
            Kind::List(_) => Some("Vec::new()".to_owned()),
            _ => None,
        }
    });
    let arguments: Vec<String> = arguments.collect::<Option<_>>()?;
    Some((api, code, arguments.join(", ")))
}

fn root(catalogs: &[NamedCatalog<'_>], options: &RustOptions) -> Result<String, RenderError> {
    let mut source = Source::root(
        "#![cfg_attr(not(doctest), doc = include_str!(\"../README.md\"))]\n\
         #![cfg_attr(docsrs, feature(doc_cfg))]\n\
         #![cfg_attr(not(feature = \"std\"), no_std)]\n\
         #![deny(missing_docs)]\n\
         #![forbid(unsafe_code)]\n",
    );
    let modules = catalogs.iter().map(|api| {
        let (feature, module) = (&api.feature, &api.module);
        quote! {
            #[cfg(feature = #feature)]
            pub mod #module;
        }
    });
    let integrations = integrations::declaration(options);
    source.modules(quote! {
        mod shared;
        #(#modules)*
        pub use shared::*;
        #integrations
    })?;
    // The examples of the README use the catalog of the sample.
    let sample = catalogs.iter().find(|api| sample(std::slice::from_ref(api)).is_some());
    if let Some(feature) = sample.map(|api| &api.feature) {
        source.items(quote! {
            #[cfg(all(doctest, feature = #feature, feature = "std"))]
            #[doc = include_str!("../README.md")]
            struct Readme;
        })?;
    }
    Ok(source.finish())
}

fn render(template: &str, context: minijinja::Value) -> Result<String, RenderError> {
    Ok(template::environment().render_str(template, context)?)
}
