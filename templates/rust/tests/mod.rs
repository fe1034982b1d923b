//! The code that all generated crates share, with catalogs written by hand.

mod sample;
mod tables;

use std::future::ready;
use std::time::{Duration, SystemTime};

use serde_json::{Value as Json, json};

use crate::shared::generic::{ApiError, ClientError, ReceivedError};
use crate::shared::support::{Fixed, Step, deserialize, made, put};
use crate::shared::{
    Delay, HttpDate, InvalidDelay, Object, Open, OrApi, Retry, RetryPolicy, Value,
};
use sample::{Details, Envelope, ErrorCode, Ok as AlwaysFalse, Plain, Shop};

const NO_HEADERS: [(&str, &str); 0] = [];

fn received(status: u16, headers: &[(&str, &str)], body: &str) -> ReceivedError<Shop> {
    ReceivedError::parse(status, headers.iter().copied(), body).expect("it has a code")
}

fn pairs(error: &ApiError<Shop>) -> Vec<(String, String)> {
    let headers = error.to_response().headers.into_iter();
    headers.map(|header| (header.name.into_owned(), header.value)).collect()
}

fn limited(seconds: u64) -> ApiError<Shop> {
    ApiError::new(ErrorCode::Limited, Some(Details::Limited { after: seconds.into() }))
}

#[test]
fn an_error_is_read_as_it_was_sent() {
    let mut error = limited(30).with_header("X-Trace", "a\r\nb");
    error.members_mut().request = Some("r1".to_owned());
    assert_eq!(error.to_string(), "limited: Wait 30.");
    let response = error.to_response();
    assert_eq!(response.status, 429);
    assert_eq!(response.header("retry-after"), Some("30"));
    assert_eq!(response.header("x-trace"), Some("a??b"));
    let body: Json = serde_json::from_str(&response.body).expect("JSON");
    let expected = json!({ "error": "limited", "text": "Wait 30.", "ok": false, "request": "r1", "after": 30 });
    assert_eq!(body, expected);

    let read = ReceivedError::<Shop>::parse(429, pairs(&error), &response.body).expect("a code");
    assert_eq!(read.code(), &ErrorCode::Limited);
    assert_eq!(read.details(), error.details());
    assert_eq!(read.envelope(), Some(Envelope::from(&error)));
    assert_eq!(read.retry_delay(SystemTime::UNIX_EPOCH), Some(Duration::from_secs(30)));
}

#[test]
fn a_code_alone_has_the_facts_of_the_table() {
    let error = ApiError::<Shop>::from_code(ErrorCode::Odd).expect("no details are required");
    assert_eq!((&*error.message(), error.status()), ("Very odd.", None));
    assert_eq!(error.to_response().status, 500);
    assert_eq!(error.with_status(418).to_response().status, 418);
    // Without an address to redirect to, the client still gets the error.
    let denied = ApiError::<Shop>::from_code(ErrorCode::Denied).expect("no details are required");
    assert_eq!(denied.to_response().status, 400);
    let plain = ApiError::<Plain>::from_code(ErrorCode::Odd).expect("no details are required");
    assert_eq!(plain.details(), None);
    assert_eq!(plain.to_response().header("content-type"), Some("application/problem+json"));
    assert_eq!(
        serde_json::to_value(&plain).expect("JSON"),
        json!({ "errors": [{ "code": "odd" }] })
    );
}

#[test]
fn sensitive_parameters_are_marked() {
    let details = Details::Forbidden { scope: "a \"b\"".to_owned() };
    let response = ApiError::<Shop>::new(ErrorCode::Forbidden, Some(details)).to_response();
    let challenge = "Bearer error=\"forbidden\", scope=\"a \\\"b\\\"\"";
    assert_eq!(response.header("www-authenticate"), Some(challenge));
    assert!(!format!("{response:?}").contains("scope"), "{response:?}");
}

#[test]
fn parameters_of_challenges_are_found() {
    for (text, scope) in [
        (r#"Bearer error="insufficient_scope", scope="a:read b:read""#, Some("a:read b:read")),
        (r#"Basic realm="scope=no", Bearer SCOPE = "a \" \\ b""#, Some(r#"a " \ b"#)),
        ("Bearer scope=token,realm=x", Some("token")),
        ("Negotiate abc==, Bearer scope=a", Some("a")),
        (r#"Bearer scope="open"#, Some("open")),
        (r#"Bearer scope="open\"#, Some("open")),
        ("Bearer scope=", Some("")),
        ("Bearer myscope=a, scopes=b", None),
        ("scope, =a, \"scope\"=b", None),
        ("Bearer scope", None),
        ("", None),
        ("é=ü,==\"\"\"", None),
    ] {
        let read = received(403, &[("WWW-Authenticate", text)], r#"{"error":"forbidden"}"#);
        let expected = scope.map(|scope| Details::Forbidden { scope: scope.to_owned() });
        assert_eq!(read.details(), expected.as_ref(), "{text}");
    }
}

#[test]
fn a_redirect_carries_the_body_in_its_query() {
    let error = ApiError::<Shop>::from_code(ErrorCode::Denied)
        .expect("no details are required")
        .with_message("No & nö +%.")
        .with_redirect("https://c.example/cb?a=b c#fr\nag")
        .with_parameter("state", "x y");
    let response = error.to_response();
    assert_eq!((response.status, &response.body[..]), (302, ""));
    let location = "https://c.example/cb?a=b%20c&error=denied&text=No%20%26%20n%C3%B6%20%2B%25.\
                    &ok=false&state=x%20y#fr%0Aag";
    assert_eq!(response.header("location"), Some(location));
    let read = ReceivedError::<Shop>::from_redirect(location).expect("a code");
    assert_eq!(read.message(), Some("No & nö +%."));
    assert_eq!(read.body()["state"], "x y");
    assert_eq!(read.body()["ok"], false);
}

#[test]
fn any_query_is_read() {
    for (query, text) in [
        ("error=odd&text=a+b%20c", json!("a b c")),
        ("error=odd&text=%zz%4&&=&x", json!("%zz%4")),
        ("error=odd&text=%ff%C3", json!("\u{fffd}\u{fffd}")),
        ("error=odd&text=one&text=two", json!("one")),
        ("error=odd&te%78t=1=2#text=no", json!("1=2")),
        ("error=odd&text", json!("")),
        ("error=odd", Json::Null),
    ] {
        let address = format!("https://c.example/cb?{query}");
        let read = ReceivedError::<Shop>::from_redirect(&address).expect("a code");
        assert_eq!(read.body()["text"], text, "{query}");
    }
    assert!(ReceivedError::<Shop>::from_redirect("https://c.example/cb#error=odd").is_err());
    // Only in a redirect, and only of a catalog that has some, is an address read.
    let headers = [("Location", "https://c.example/cb?error=odd")];
    assert!(ReceivedError::<Shop>::parse(200, headers, "").is_err());
    assert!(ReceivedError::<Plain>::parse(302, headers, "").is_err());
}

#[test]
fn json_is_read_like_a_browser_does() {
    let deep = format!("{}{}", "[".repeat(300), "]".repeat(300));
    for (body, member, expected) in [
        (r#"{"error":"odd","x":1e999}"#.to_owned(), "x", Json::Null),
        (r#"{"error":"odd","x":"\ud800\\ud800"}"#.to_owned(), "x", json!("\u{fffd}\\ud800")),
        (r#"{"error":"odd","x":"\ud83d\ude00","y":-1e999}"#.to_owned(), "x", json!("😀")),
        ("\u{feff}{\"error\":\"odd\",\"x\":1}".to_owned(), "x", json!(1)),
        (format!("{{\"x\":{deep},\"error\":\"odd\",\"y\":2}}"), "y", json!(2)),
    ] {
        let read = received(500, &[], &body);
        assert_eq!((read.code().as_str(), &read.body()[member]), ("odd", &expected), "{body}");
    }
}

#[test]
fn several_errors_are_read_up_to_a_limit() {
    let body = json!({ "errors": vec![json!({ "code": "odd" }); 1_200] }).to_string();
    let read = ReceivedError::<Plain>::parse(400, NO_HEADERS, body).expect("a code");
    assert_eq!((read.others().len(), read.details()), (999, None));
}

#[test]
fn a_response_without_a_code_is_kept() {
    let headers = [("Content-Type", "text/html")];
    let unexpected = ReceivedError::<Shop>::parse(502, headers, "<b>\u{1b}").expect_err("no code");
    assert_eq!((unexpected.status(), unexpected.body()), (502, &b"<b>\x1b"[..]));
    let said =
        "not an error of this API: status 502, `text/html`, 4 bytes starting with `<b>\\u{1b}`";
    assert_eq!(unexpected.to_string(), said);
}

#[test]
fn errors_are_equal_if_their_responses_are() {
    let error = limited(30).with_message("Wait.").with_header("X-A", "1");
    assert_eq!(error.clone().with_source("any cause"), error);
    let others = [limited(31), limited(30).with_message("Wait."), error.clone().with_status(503)];
    for other in others {
        assert_ne!(other, error);
    }
    let read = received(429, &[("Retry-After", "30")], r#"{"error":"limited"}"#);
    assert_eq!(read.clone(), read);
    assert_ne!(received(429, &[("Retry-After", "31")], r#"{"error":"limited"}"#), read);
}

#[test]
fn headers_of_one_name_are_replaced_or_added() {
    let error = limited(30)
        .with_header("X-A", "1")
        .with_header("x-a", "2")
        .and_header("X-A", "3")
        .with_header("Content-Length", "3")
        .with_status(99);
    let headers = pairs(&error);
    let values: Vec<&str> = headers
        .iter()
        .filter(|(name, _)| name.eq_ignore_ascii_case("x-a"))
        .map(|(_, value)| &value[..])
        .collect();
    assert_eq!(values, ["2", "3"]);
    assert!(!headers.iter().any(|(name, _)| name == "Content-Length"));
    assert_eq!((error.status(), error.to_response().status), (Some(429), 429));
}

#[test]
fn errors_of_others_are_causes() {
    let parsed = "x".parse::<u8>().or_api(|| limited(30));
    let error = parsed.expect_err("no number");
    let cause = std::error::Error::source(&error).map(ToString::to_string);
    assert_eq!(cause.as_deref(), Some("invalid digit found in string"));
    let chosen = "".parse::<u8>().or_api_for(|error| {
        assert_eq!(*error.kind(), std::num::IntErrorKind::Empty);
        limited(1)
    });
    assert_eq!(chosen, Err(limited(1)));
}

#[test]
fn a_client_knows_why_a_request_failed() {
    type Failure = ClientError<Shop, std::fmt::Error>;
    let parse = |status, headers: &[(&str, &str)], body| -> Failure {
        ClientError::parse(status, headers.iter().copied(), body)
    };
    let transport = Failure::from(std::fmt::Error);
    assert_eq!((transport.status(), transport.retry()), (None, Some(Retry::OutcomeUnknown)));
    assert!(!transport.is_retryable());
    let api = parse(429, &[("Retry-After", "7")], r#"{"error":"limited"}"#);
    assert_eq!((api.code(), api.status()), (Some(&ErrorCode::Limited.into()), Some(429)));
    let now = SystemTime::UNIX_EPOCH;
    assert_eq!(api.retry_delay(now), Some(Duration::from_secs(7)));
    for (status, headers, retry) in [
        (503, &[("Retry-After", "7")][..], Some(Retry::AfterDelay)),
        (503, &[], Some(Retry::Backoff)),
        (504, &[], Some(Retry::OutcomeUnknown)),
        (404, &[], None),
    ] {
        let unexpected = parse(status, headers, "<html>");
        assert_eq!((unexpected.code(), unexpected.retry()), (None, retry), "{status}");
        let delay = headers.first().map(|_| Duration::from_secs(7));
        assert_eq!(unexpected.retry_delay(now), delay, "{status}");
    }
    // A gateway answers with its own error, whatever the other service says.
    let sent = Err::<(), _>(api).or_api(|| limited(1)).expect_err("it failed").to_response();
    assert_eq!((sent.status, sent.header("retry-after")), (429, Some("1")));
    assert!(sent.body.contains("Wait 1."), "{}", sent.body);
}

#[test]
fn delays_are_read_in_every_format() {
    let date = HttpDate::from_unix_seconds(784_111_777).expect("a date");
    for text in [
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
    ] {
        assert_eq!(text.parse(), Ok(Delay::Until(date)), "{text}");
    }
    assert_eq!("99999999999999999999999".parse(), Ok(Delay::Seconds(u64::MAX)));
    assert_eq!("-1".parse::<Delay>(), Err(InvalidDelay));
    let endless = received(429, &[("Retry-After", "9999999999")], r#"{"error":"limited"}"#);
    let longest = Duration::from_secs(24 * 24 * 60 * 60);
    assert_eq!(endless.retry_delay(SystemTime::UNIX_EPOCH), Some(longest));
}

#[test]
fn constants_are_read_only_as_they_are() {
    let same = |json: &str| serde_json::from_str::<Fixed<AlwaysFalse>>(json);
    assert!(same("false").is_ok());
    let error = same("true").expect_err("another value").to_string();
    assert!(error.starts_with("expected the value false"), "{error}");
    assert!(same("0").is_err());
}

#[test]
fn unknown_names_are_kept_or_refused() {
    let newer: Open<ErrorCode> = serde_json::from_str("\"newer\"").expect("any name");
    assert_eq!((newer.as_str(), newer.known()), ("newer", None));
    assert_eq!(serde_json::to_string(&newer).expect("JSON"), "\"newer\"");
    let read = |json: Json| deserialize(json, "a code of `shop`", ErrorCode::find);
    assert_eq!(read(json!("odd")).expect("a known name"), ErrorCode::Odd);
    let error = read(json!("newer")).expect_err("an unknown name").to_string();
    assert_eq!(error, "invalid value: string \"newer\", expected a code of `shop`");
    let error = "newer".parse::<ErrorCode>().expect_err("an unknown name");
    assert_eq!(error.to_string(), "not a code of `shop`");
}

#[test]
fn values_are_put_at_paths_and_shown_as_json() {
    let mut value = Value::Null;
    let path = [Step::Member("a"), Step::First, Step::Member("\"b\"")];
    put(&mut value, &path, Value::from("x\n"));
    put(&mut value, &[Step::Member("c")], Value::from(Delay::Seconds(7)));
    assert_eq!(value.to_string(), r#"{"a":[{"\"b\"":"x\n"}],"c":7}"#);
    let read: Value = serde_json::from_str(&value.to_string()).expect("JSON");
    assert_eq!(read, value);
    let big = Object::from([("n".to_owned(), Value::Integer(i128::from(u64::MAX)))]);
    assert_eq!(serde_json::to_string(&big).expect("JSON"), "{\"n\":18446744073709551615}");
}

/// Runs a future that never waits.
fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = std::pin::pin!(future);
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    loop {
        if let std::task::Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
}

/// What is tried with these responses, one after the other: how often the request was sent, and how
/// long it waited, in milliseconds.
fn tried(policy: RetryPolicy, failures: &[ClientError<Shop, std::fmt::Error>]) -> (u32, Vec<u128>) {
    let (mut count, mut waits) = (0, Vec::new());
    let request = || {
        count += 1;
        ready(failures.get(count as usize - 1).cloned().map_or(Ok(()), Err))
    };
    let sleep = |wait: Duration| {
        waits.push(wait.as_millis());
        ready(())
    };
    let _ = block_on(policy.run(request, sleep));
    let (mut sent, mut slept) = (0, 0);
    let request = || {
        sent += 1;
        failures.get(sent as usize - 1).cloned().map_or(Ok(()), Err)
    };
    let _ = policy.run_blocking(request, |_| slept += 1);
    assert_eq!((sent, slept), (count, waits.len()), "without a runtime");
    (count, waits)
}

#[test]
fn requests_are_sent_again_as_advised() {
    let parse = |status, headers: &[(&str, &str)], body| {
        ClientError::parse(status, headers.iter().copied(), body)
    };
    let busy = || parse(503, &[("Retry-After", "2")], "");
    let down = || parse(503, &[], "");
    let lost = || ClientError::Transport(std::fmt::Error);
    let policy = RetryPolicy::default();
    let (count, waits) = tried(policy, &[busy(), down(), down(), down(), down()]);
    assert_eq!((count, waits.len()), (4, 3));
    for (wait, least) in waits.iter().zip([2125, 250, 500]) {
        assert!((least..2 * least).contains(wait), "{waits:?}");
    }
    assert_eq!(tried(policy, &[lost()]).0, 1);
    assert_eq!(tried(policy.idempotent(), &[lost()]).0, 2);
    assert_eq!(tried(policy.attempts(2), &[down(), down(), down()]).0, 2);
    assert_eq!(tried(policy.budget(Duration::from_secs(1)), &[busy()]).0, 1);
    assert_eq!(tried(policy, &[parse(404, &[], "")]).0, 1);
    let never = || parse(401, &[], r#"{"error":"forbidden"}"#);
    assert_eq!(tried(policy, &[never()]).0, 1);
    let (mut count, mut acted) = (0, 0);
    let request = || {
        count += 1;
        let odd = || Err::<(), _>(parse(400, &[], r#"{"error":"odd"}"#));
        ready(if count < 3 { odd() } else { Ok(()) })
    };
    let act = |_: &_| {
        acted += 1;
        ready(true)
    };
    assert!(block_on(policy.run_after_action(request, |_| ready(()), act)).is_err());
    assert_eq!((count, acted), (2, 1));
    let (mut count, mut acted) = (0, 0);
    let request = || {
        count += 1;
        Err::<(), _>(parse(400, &[], r#"{"error":"odd"}"#))
    };
    let act = |_: &_| {
        acted += 1;
        true
    };
    assert!(policy.run_blocking_after_action(request, |_| {}, act).is_err());
    assert_eq!((count, acted), (2, 1));
    // A runtime may move it between threads, with what it borrows.
    let client = String::new();
    let moved = async move {
        let request = async || Ok::<_, ClientError<Shop, std::fmt::Error>>(client.len());
        policy.run(request, async |_| {}).await
    };
    std::thread::spawn(|| block_on(moved)).join().expect("it ends").expect("it succeeds");
}

#[test]
fn what_nobody_set_is_made_in_the_form_that_it_has() {
    assert_ne!(made::id(), made::id());
    // Whoever makes the body of an error twice, to log it and to send it, sees the same id.
    let error = ApiError::<Shop>::new(ErrorCode::Odd, None);
    let made = error.made();
    let facts = |error: &ApiError<Shop>| {
        let made = error.made();
        [made.id(), made.uuid(), made.urn(), made.date(), made.time()]
    };
    let all = facts(&error);
    assert_eq!([facts(&error), facts(&error.clone().with_status(500))], [all.clone(), all]);
    let uuid = made.uuid();
    let parts: Vec<&str> = uuid.split('-').collect();
    assert_eq!(parts.iter().map(|part| part.len()).collect::<Vec<_>>(), [8, 4, 4, 4, 12], "{uuid}");
    assert!(parts[2].starts_with('4') && parts[3].starts_with('a'), "{uuid}");
    assert!(parts.concat().bytes().all(|digit| digit.is_ascii_hexdigit()), "{uuid}");
    assert_eq!(made.id(), parts.concat());
    assert_eq!(made.urn(), format!("urn:uuid:{uuid}"));
    let time = made.time();
    let shape: String = time.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    assert_eq!(shape, "0000-00-00T00:00:00Z");
    assert_eq!(time[..10], made.date());
}
