//! Serves the site of `errbook watch` to browsers on this machine.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use percent_encoding::percent_decode_str;
use tiny_http::{Header, Request, Response, Server};

use crate::error::Error;
use crate::output::Tree;

/// Where the script of each page is, and where it asks which version of the site there is.
const SCRIPT: &str = "/.errbook/reload.js";
const VERSION: &str = "/.errbook/version";

/// Asks again after an answer, and a little later if there was none: errbook may be restarting.
const RELOAD: &str = "\
let shown = document.documentElement.dataset.version;
async function look() {
    try {
        const answer = await fetch(\"/.errbook/version\");
        if (answer.ok) {
            const now = await answer.text();
            if (shown !== undefined && now !== shown) location.reload();
            shown = now;
        }
    } catch {
        // Nobody listens.
    }
    setTimeout(look, 500);
}
look();
";

/// A server, which ends with the process.
pub(super) struct Served {
    address: SocketAddr,
    site: Arc<Mutex<Site>>,
}

/// The pages by their paths, and how often they have changed.
#[derive(Default)]
struct Site {
    version: u64,
    files: BTreeMap<String, String>,
}

impl Served {
    /// Starts to listen at a port of this machine; 0 stands for any that is free.
    ///
    /// # Errors
    ///
    /// If the port is taken.
    pub(super) fn start(port: u16) -> Result<Served, Error> {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let failed = |why: &dyn std::fmt::Display| {
            Error::Usage(format!("the site cannot be served at {address}: {why}"))
        };
        let server = Server::http(address).map_err(|error| failed(&error))?;
        let address = server.server_addr().to_ip().ok_or_else(|| failed(&"it has no port"))?;
        let site = Arc::new(Mutex::new(Site::default()));
        let shown = Arc::clone(&site);
        thread::spawn(move || {
            for request in server.incoming_requests() {
                answer(request, &shown);
            }
        });
        Ok(Served { address, site })
    }

    /// Where it listens.
    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Shows the files of a site from now on.
    pub(super) fn show(&self, tree: &Tree) {
        let mut site = lock(&self.site);
        site.files = tree.files().map(|(path, text)| (path.to_owned(), text.to_owned())).collect();
        site.version += 1;
    }
}

fn lock(site: &Mutex<Site>) -> MutexGuard<'_, Site> {
    site.lock().unwrap_or_else(PoisonError::into_inner)
}

fn answer(request: Request, site: &Mutex<Site>) {
    let path = request.url().split(['?', '#']).next().unwrap_or_default();
    let path = percent_decode_str(path).decode_utf8_lossy().into_owned();
    let site = lock(site);
    let found = match path.as_str() {
        _ if !is_local(&request) => None,
        SCRIPT => Some((RELOAD.to_owned(), "text/javascript")),
        VERSION if site.version > 0 => Some((version(&site), "text/plain")),
        path => page(&site, path),
    };
    let missing = missing(&site);
    drop(site);
    let (text, status, kind) = match found {
        Some((text, kind)) => (text, 200, kind),
        // There may be one after the next change.
        None => (missing, 404, "text/html; charset=utf-8"),
    };
    let mut response = Response::from_string(text).with_status_code(status);
    for (name, value) in [
        ("Content-Type", kind),
        ("Cache-Control", "no-store"),
        // No page from elsewhere may load the site's index as a script of its own.
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ] {
        if let Ok(header) = Header::from_bytes(name, value) {
            response.add_header(header);
        }
    }
    // A browser that has gone away needs no answer.
    let _ = request.respond(response);
}

/// The version of the site; a page of another process is old as well. Empty before there is a site.
fn version(site: &Site) -> String {
    match site.version {
        0 => String::new(),
        number => format!("{}-{number}", std::process::id()),
    }
}

/// The page in place of one that does not exist, or not yet.
fn missing(site: &Site) -> String {
    format!(
        "<!doctype html>\n<html data-version=\"{}\">\n<title>Not found</title>\n\
         <p>There is no such page, or the registry has errors.</p>\n\
         <script src=\"{SCRIPT}\"></script>\n</html>\n",
        version(site)
    )
}

/// Whether a request names this machine: a page from elsewhere, whose name leads here, may not read the
/// site.
fn is_local(request: &Request) -> bool {
    let host = request.headers().iter().find(|header| header.field.equiv("Host"));
    let host = host.map_or("", |header| header.value.as_str());
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    ["127.0.0.1", "localhost"].contains(&name)
}

/// A file of the site with its media type; pages ask for the script as well.
fn page(site: &Site, path: &str) -> Option<(String, &'static str)> {
    let path = path.strip_prefix('/')?;
    let index = if path.is_empty() || path.ends_with('/') { "index.html" } else { "" };
    let path = format!("{path}{index}");
    let text = site.files.get(&path)?;
    let kind = match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "xml" => "application/xml",
        _ => "text/plain; charset=utf-8",
    };
    let script = format!("<script src=\"{SCRIPT}\" async></script></head>");
    let text = if kind.starts_with("text/html") {
        text.replacen("</head>", &script, 1)
    } else {
        text.clone()
    };
    Some((text, kind))
}
