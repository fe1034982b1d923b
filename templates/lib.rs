//! The parts of errbook's outputs that are files of their own: layouts, styles, scripts, and the
//! code that every generated package contains. They are a crate so that they can lie at the top
//! of the repository and be packaged, too.

/// Files of a folder, by name without the ending that all of them have.
macro_rules! files {
    ($folder:literal, $ending:literal, [$($name:literal),* $(,)?]) => {
        &[$(($name, include_str!(concat!($folder, "/", $name, $ending)))),*]
    };
}

/// A name and the text of the file.
pub type File = (&'static str, &'static str);

/// The layout of reference pages in Markdown.
pub const MARKDOWN: &[File] = files!("markdown", ".md.j2", ["page"]);

/// The layouts of the pages of a site.
pub const SITE: &[File] = files!(
    "site",
    ".html.j2",
    [
        "layout",
        "parts",
        "home",
        "catalog",
        "section",
        "codes",
        "operations",
        "code",
        "moved",
        "retired",
    ]
);

/// What the pages of a site load, by file name.
pub const ASSETS: &[File] = files!("site", "", ["style.css", "theme.js", "site.js", "tables.js"]);

/// The modules of the TypeScript package that are the same in each: `runtime.ts`, `index.ts` and those in `server`,
/// compiled by `tsc -p templates/typescript` with the compiler that the tests install. `PACKAGE`
/// stands for the name of the package.
pub const TYPESCRIPT_RUNTIME: &[File] = files!(
    "typescript",
    "",
    [
        "index.d.ts",
        "index.js",
        "retry.d.ts",
        "retry.js",
        "runtime.d.ts",
        "runtime.js",
        "schema.d.ts",
        "schema.js",
        "server/answer.d.ts",
        "server/answer.js",
        "server/body.d.ts",
        "server/body.js",
        "server/error.d.ts",
        "server/error.js",
        "server/express.d.ts",
        "server/express.js",
        "server/fastify.d.ts",
        "server/fastify.js",
        "server/headers.d.ts",
        "server/headers.js",
        "server/hono.d.ts",
        "server/hono.js",
        "server/koa.d.ts",
        "server/koa.js",
        "server/made.d.ts",
        "server/made.js",
        "server/nest.d.ts",
        "server/nest.js",
        "server/next.d.ts",
        "server/next.js",
        "server/node.d.ts",
        "server/node.js",
        "testing.d.ts",
        "testing.js",
    ]
);

/// The modules of the TypeScript package that catalogs with messages in several languages share.
pub const TYPESCRIPT_LANGUAGES: &[File] = files!(
    "typescript",
    "",
    ["languages.d.ts", "languages.js", "server/languages.d.ts", "server/languages.js"]
);

/// The modules of a catalog in the TypeScript package.
pub const TYPESCRIPT_CATALOG: &[File] = files!(
    "typescript/catalog",
    ".j2",
    [
        "codes.d.ts",
        "codes.js",
        "data.js",
        "index.d.ts",
        "index.js",
        "messages.d.ts",
        "messages.js",
        "metadata.d.ts",
        "metadata.js",
        "reference.d.ts",
        "reference.js",
        "schema.d.ts",
        "schema.js",
        "server.d.ts",
        "server.js",
        "testing.d.ts",
        "testing.js",
    ]
);

/// The README of the TypeScript package.
pub const TYPESCRIPT_README: &str = include_str!("typescript/README.md.j2");

/// The manifest of the Rust crate.
pub const RUST_MANIFEST: &str = include_str!("rust/Cargo.toml.in");

/// The README of the Rust crate.
pub const RUST_README: &str = include_str!("rust/README.md");

/// The modules of the Rust crate that all catalogs share: the text of [`shared`].
pub const RUST_SHARED: &[File] = files!(
    "rust/shared",
    ".rs",
    [
        "advice",
        "catalog",
        "challenge",
        "client",
        "constant",
        "delay",
        "error",
        "group",
        "grpc",
        "hash",
        "languages",
        "lenient",
        "made",
        "metadata",
        "mod",
        "names",
        "open",
        "or_api",
        "query",
        "reading",
        "received",
        "redacted",
        "response",
        "retrying",
        "unexpected",
        "value",
        "wire",
    ]
);

/// The modules of the Rust crate that make it work with other crates, by the module's name.
pub const RUST_INTEGRATIONS: &[File] = files!(
    "rust/integrations",
    ".rs",
    [
        "actix_web",
        "aide",
        "axum",
        "axum_service",
        "described",
        "poem",
        "reqwest",
        "rocket",
        "salvo",
        "salvo_oapi",
        "schemars",
        "tonic",
        "utoipa",
        "warp",
    ]
);

/// The modules of the Rust crate that all catalogs share, compiled: the generator looks codes up with
/// the same functions as the crates that it writes, and tests try all of it.
#[path = "rust/shared/mod.rs"]
pub mod shared;

#[cfg(all(test, feature = "http"))]
#[path = "rust/tests/mod.rs"]
mod tests;
