//! `errbook watch`: what it does when files change.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};

use crate::support;
use crate::support::command::{command, put};
use crate::support::service::Service;

const CATALOG: &str = "\
catalog: shop
title: Shop API
codes: { style: snake_case }
envelope: { shape: { code: $code, message: $message } }
";

fn section(codes: &[&str]) -> String {
    let entry = |code: &&str| {
        format!("  {code}:\n    status: 404\n    description: No order has this number, {code}.\n")
    };
    format!("section: Orders\nerrors:\n{}", codes.iter().map(entry).collect::<String>())
}

fn project(name: &str) -> PathBuf {
    let folder = support::scratch(name);
    put(&folder, "errbook.toml", "targets = [\"json\"]\n");
    put(&folder, "registry/shop/catalog.yaml", CATALOG);
    put(&folder, "registry/shop/orders.yaml", section(&["order_gone"]));
    folder
}

/// Starts the command; the address is what it prints behind `mark`.
fn watch(folder: &Path, args: &[&str], mark: &'static str) -> Service {
    let args = [&["watch"], args].concat();
    Service::start(&mut command(folder, &args), move |line| Some(line.split_once(mark)?.1))
}

/// The status line and the headers of an answer.
fn head(address: &str, path: &str) -> String {
    answer(address, address, path).0
}

/// The status and the body of an answer.
fn get(address: &str, host: &str, path: &str) -> (String, String) {
    let (head, body) = answer(address, host, path);
    (head.split(' ').nth(1).expect("a status").to_owned(), body)
}

fn answer(address: &str, host: &str, path: &str) -> (String, String) {
    let mut stream = TcpStream::connect(address).expect("it listens");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")
        .expect("it is sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it answers");
    let (head, body) = answer.split_once("\r\n\r\n").expect("a body");
    (format!("{head}\r\n"), body.to_owned())
}

#[test]
fn a_page_waits_for_the_first_site() {
    let folder = project("watch-broken");
    put(&folder, "registry/shop/orders.yaml", "section: Orders\nerrors:\n  oops\n");
    let mut watch = watch(&folder, &["--serve"], "at http://");
    watch.printed("found 1 error", 1);
    let address = watch.address.clone();
    assert_eq!(get(&address, &address, "/.errbook/version").0, "404");
    let (status, page) = get(&address, &address, "/orders.html");
    assert_eq!(status, "404");
    assert!(page.contains("data-version=\"\"") && page.contains("/.errbook/reload.js"), "{page}");
    put(&folder, "registry/shop/orders.yaml", section(&["order_gone"]));
    watch.printed("checked ", 1);
    assert_eq!(get(&address, &address, "/.errbook/version").0, "200");
}

#[test]
fn every_change_is_checked_and_generated() {
    let folder = project("watch");
    let mut watch = watch(&folder, &[], "watching `");
    let written = |watch: &mut Service, count: usize| watch.printed("checked ", count);
    assert!(written(&mut watch, 1)[0].starts_with("1 code, wrote 3 of 3 files in "));
    // What editors leave beside a file is not one of the registry's.
    put(&folder, "registry/shop/.orders.yaml.swp", "");
    put(&folder, "registry/shop/orders.yaml~", "");
    put(&folder, "registry/shop/4913", "");
    put(&folder, "registry/shop/orders.yaml", section(&["order_gone", "order_kept"]));
    assert!(written(&mut watch, 1)[0].starts_with("2 codes, wrote 1 of 3 files in "));
    let json = || fs::read_to_string(folder.join("generated/json/registry.json")).expect("JSON");
    assert!(json().contains("order_kept"));
    // A broken state is shown, and leaves the outputs as they are.
    put(&folder, "registry/shop/orders.yaml", "section: Orders\nerrors:\n  oops\n");
    watch.printed("error[wrong-type]", 1);
    assert!(json().contains("order_kept"));
    // A file is replaced by another, which an editor may do with any file.
    let (new, old) = (folder.join("registry/shop/new"), folder.join("registry/shop/orders.yaml"));
    fs::write(&new, section(&["order_lost"])).expect("it is written");
    fs::rename(new, old).expect("it is moved");
    assert!(written(&mut watch, 1)[0].starts_with("1 code, wrote 1 of 3 files in "));
    assert!(json().contains("order_lost"));
    // As Emacs does: a lock, which is a link to nowhere, a copy of what is not saved, and a backup.
    #[cfg(unix)]
    std::os::unix::fs::symlink("me@host.1:2", folder.join("registry/shop/.#orders.yaml"))
        .expect("it is made");
    put(&folder, "registry/shop/#orders.yaml#", "oops");
    put(&folder, "registry/shop/orders.yaml", section(&["order_late", "order_paid"]));
    assert!(written(&mut watch, 1)[0].starts_with("2 codes, wrote 1 of 3 files in "));
    // As Vim does: the file becomes the backup, and a new one comes.
    let orders = folder.join("registry/shop/orders.yaml");
    fs::rename(&orders, folder.join("registry/shop/orders.yaml~")).expect("it is moved");
    fs::write(&orders, section(&["order_sent"])).expect("it is written");
    watch.printed("checked 1 code, wrote 1 of 3 files in ", 1);
    // A section gets another name, and a folder.
    fs::create_dir_all(folder.join("registry/shop/sold")).expect("it is made");
    fs::rename(&orders, folder.join("registry/shop/sold/parcels.yaml")).expect("it is moved");
    watch.printed("checked 1 code, wrote 1 of 3 files in ", 1);
    assert!(json().contains("sold/parcels"));
    // The project file counts, too, also while it cannot be read.
    put(&folder, "errbook.toml", "targets = [\"jason\"]\n");
    watch.printed("error[unknown-reference]", 1);
    put(&folder, "errbook.toml", "targets = [\"json\", \"schema\"]\n");
    assert!(written(&mut watch, 1)[0].starts_with("1 code, wrote "));
    assert!(folder.join("generated/schema/catalog.schema.json").is_file());
}

#[test]
fn nothing_is_written_to_check_only() {
    let folder = project("watch-check");
    let mut watch = watch(&folder, &["--check"], "watching `");
    assert!(watch.printed("checked ", 1)[0].starts_with("1 code in "));
    assert!(!folder.join("generated").exists());
}

#[test]
fn the_site_is_shown_as_it_is_written() {
    let folder = project("watch-site");
    put(&folder, "errbook.toml", "targets = [\"site\"]\n");
    let mut watch = watch(&folder, &["--serve"], "at http://");
    let address = watch.address.clone();
    for code in ["order_gone", "order_kept"] {
        put(&folder, "registry/shop/orders.yaml", section(&[code]));
        watch.printed("checked ", 1);
        let written = fs::read_to_string(folder.join("generated/site/orders.html"));
        let (start, _) = written.as_ref().expect("a page").split_once("</head>").expect("a head");
        let (status, page) = get(&address, &address, "/orders.html");
        assert!(status == "200" && page.starts_with(start) && page.contains(code), "{page}");
    }
}

#[test]
fn a_page_knows_when_it_is_old() {
    let folder = project("watch-serve");
    let mut watch = watch(&folder, &["--serve"], "at http://");
    watch.printed("checked ", 1);
    let address = watch.address.clone();
    let (status, page) = get(&address, &address, "/orders.html");
    assert_eq!(status, "200");
    assert!(page.contains("order_gone") && page.contains("/.errbook/reload.js"), "{page}");
    assert!(get(&address, &address, "/").1.contains("Shop API"));
    assert!(get(&address, &address, "/.errbook/reload.js").1.contains("location.reload()"));
    assert!(head(&address, "/").contains("Cross-Origin-Resource-Policy: same-origin\r\n"));
    let version = || get(&address, &address, "/.errbook/version").1;
    let first = version();
    put(&folder, "registry/shop/orders.yaml", section(&["order_kept"]));
    watch.printed("checked ", 1);
    assert_ne!(version(), first);
    assert!(get(&address, &address, "/orders.html").1.contains("order_kept"));
    for (host, path) in [
        ("errors.example", "/orders.html"),
        (&address, "/../errbook.toml"),
        (&address, "/%2e%2e/errbook.toml"),
        (&address, "/gone.html"),
    ] {
        assert_eq!(get(&address, host, path).0, "404", "{host} {path}");
    }
}
