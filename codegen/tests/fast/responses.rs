//! `errbook explain -`: a response that somebody received.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use crate::support::command::{Ran, command, put};
use crate::support::{root, scratch};

/// A project with two APIs: one with the code in the body, and one with URIs and a header.
fn project(name: &str) -> PathBuf {
    let folder = scratch(&format!("responses-{name}"));
    for file in ["shop/catalog.yaml", "shop/orders.yaml", "pay/catalog.yaml", "pay/cards.yaml"] {
        let from = root().join("codegen/tests/responses").join(file);
        put(&folder, &format!("registry/{file}"), fs::read(from).expect("it is read"));
    }
    put(&folder, "errbook.toml", "");
    folder
}

/// Runs the command with a response on its standard input.
fn explain(folder: &Path, response: &str, more: &[&str]) -> Ran {
    let args = [&["explain", "-"], more].concat();
    let mut command = command(folder, &args);
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().expect("it starts");
    let mut to = child.stdin.take().expect("a pipe");
    to.write_all(response.as_bytes()).expect("it reads");
    drop(to);
    let output = child.wait_with_output().expect("it ends");
    Ran {
        exit: output.status.code().expect("it exits by itself"),
        out: String::from_utf8(output.stdout).expect("UTF-8"),
        err: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

/// The codes whose pages are printed.
fn explained(ran: &Ran) -> Vec<&str> {
    let titles = ran.out.lines().zip(ran.out.lines().skip(1));
    let titles = titles.filter(|(_, next)| next.starts_with("  catalog "));
    titles.filter_map(|(title, _)| title.split_whitespace().next()).collect()
}

#[test]
fn a_response_is_explained() {
    let folder = project("response");
    let ours = r#"{"error":{"code":"order_not_found","message":"Order 12 does not exist","details":{"id":12}}}"#;
    let problem = "HTTP/1.1 100 Continue\r\n\r\nHTTP/2 402\r\ncontent-type: application/problem+json\r\n\r\n\
                   {\"type\":\"https://pay.example.com/problems/no-money\",\"title\":\"No\"}\n";
    let header = "HTTP/1.1 402 Payment Required\nx-error-code: CARD_DECLINED_001\n\n<html></html>";
    for (response, code) in [
        (ours, "order_not_found"),
        (&*format!("HTTP/1.1 404 Not Found\r\nDate: today\r\n\r\n{ours}"), "order_not_found"),
        (problem, "CARD_DECLINED_001"),
        (header, "CARD_DECLINED_001"),
        (r#"{"error":{"code":"duplicate_order"}}"#, "order_exists"),
    ] {
        let ran = explain(&folder, response, &[]);
        assert_eq!((ran.exit, ran.err.as_str()), (0, ""), "{response}");
        assert_eq!(explained(&ran), [code], "{response}\n{}", ran.out);
    }
    let ran = explain(&folder, ours, &[]);
    let received = "As received\n  message: Order 12 does not exist\n  id: 12\n";
    assert!(ran.out.contains(received), "{}", ran.out);
    let ran = explain(&folder, r#"{"error":{"code":"basket_expired"}}"#, &[]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    assert!(ran.out.contains("Baskets are kept for ever now."), "{}", ran.out);
    let body = r#"{"error":{"code":"basket_expired"}}"#;
    let ran = explain(&folder, body, &["--format", "json"]);
    assert!(ran.out.contains("Baskets are kept for ever now."), "{}", ran.out);
    let ran = explain(&folder, ours, &["--format", "json"]);
    assert!(ran.out.contains("\"name\": \"order_not_found\""), "{}", ran.out);
}

#[test]
fn each_error_of_a_response_is_explained() {
    let folder = scratch("responses-list");
    let catalog = "catalog: many\ntitle: Many\ncodes: { style: snake_case }\nenvelope: { shape: { \
                   errors: [{ code: $code, message: $message, field?: string }] } }\n";
    put(&folder, "registry/many/catalog.yaml", catalog);
    let section = "section: A\nerrors:\n  too_long: { status: 400, description: It is too long. }\n  \
                   too_short: { status: 400, description: It is too short. }\n";
    put(&folder, "registry/many/a.yaml", section);
    put(&folder, "errbook.toml", "");
    let body =
        r#"{"errors":[{"code":"too_short","message":"a"},{"code":"too_long","message":"b"}]}"#;
    let ran = explain(&folder, body, &[]);
    assert_eq!((ran.exit, explained(&ran)), (0, vec!["too_short", "too_long"]));
    let (short, long) = (ran.out.find("message: a"), ran.out.find("message: b"));
    assert!(short.is_some() && short < long, "{}", ran.out);
    let body = body.replace("too_long", "too_lomg");
    let ran = explain(&folder, &body, &[]);
    assert_eq!((ran.exit, explained(&ran)), (1, vec!["too_short"]));
    assert_eq!(ran.err, "there is no code `too_lomg`; did you mean `too_long`?\n");
}

#[test]
fn what_is_no_response_is_reported() {
    let folder = project("unreadable");
    let ran = explain(&folder, r#"{"error":{"code":"order_not_fuond"}}"#, &[]);
    let near = "there is no code `order_not_fuond`; did you mean `order_not_found`?\n";
    assert_eq!((ran.exit, ran.out.as_str(), ran.err.as_str()), (1, "", near));
    let ran = explain(&folder, r#"{"status":"fine"}"#, &[]);
    assert_eq!(ran.exit, 1);
    assert_eq!(ran.err, "the response has no code where the registry says that codes are\n");
    for nonsense in ["", "what is this?", "{\"error\":"] {
        let ran = explain(&folder, nonsense, &[]);
        assert_eq!((ran.exit, ran.out.as_str()), (2, ""), "{nonsense}");
        let wrong = "error: the standard input is neither JSON nor an HTTP response: ";
        assert!(ran.err.starts_with(wrong), "{}", ran.err);
    }
}
