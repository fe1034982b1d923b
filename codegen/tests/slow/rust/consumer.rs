//! Compares what the crate and the registry say about every code.
#![allow(dead_code, deprecated, unused_macros, unused_mut, unused_variables)]

use std::error::Error as _;
use std::time::{Duration, SystemTime};

use api_errors::*;
use serde_json::Value;

fn json<T: serde::de::DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).unwrap()
}

fn text(value: &Value) -> Option<&str> {
    value.as_str()
}

/// A member of a body as a query parameter.
fn parameter(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The same JSON with some strings replaced.
fn replaced(value: &Value, from: &str, to: &str) -> Value {
    match value {
        Value::String(text) if text == from => to.into(),
        Value::Array(values) => values.iter().map(|value| replaced(value, from, to)).collect(),
        Value::Object(members) => {
            let members = members.iter();
            members.map(|(name, value)| (name.clone(), replaced(value, from, to))).collect()
        }
        other => other.clone(),
    }
}

/// Delays in every format that a service may send.
fn check_delays() {
    let date = HttpDate::from_unix_seconds(784_111_777).unwrap();
    for text in [
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
    ] {
        assert_eq!(text.parse(), Ok(Delay::Until(date)), "{text}");
    }
    assert_eq!(date.to_string(), "Sun, 06 Nov 1994 08:49:37 GMT");
    for day in (0..2_932_897).step_by(37).chain([0, 789, 11_016, 47_540, 2_932_896]) {
        let date = HttpDate::from_unix_seconds(day * 86_400 + 86_399).unwrap();
        assert_eq!(date.to_string().parse(), Ok(date), "{date}");
    }
    let last = HttpDate::from_unix_seconds(253_402_300_799).unwrap();
    assert_eq!(last.to_string(), "Fri, 31 Dec 9999 23:59:59 GMT");
    assert_eq!(HttpDate::from_unix_seconds(253_402_300_800), None);
    assert_eq!("120".parse(), Ok(Delay::Seconds(120)));
    assert_eq!("99999999999999999999999".parse(), Ok(Delay::Seconds(u64::MAX)));
    assert_eq!(Delay::from(std::time::Duration::from_millis(1500)), Delay::Seconds(2));
    for text in [
        "", "-1", "1.5", "soon", "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT",
        "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 GMT x", "Sun, é Nov 1994 0:0:0 GMT",
        "Sun, 06 Nov 1969 08:49:37 GMT", "Sun, 06 Nov 1994 8:49:37 GMT", "Sun, 29 Feb 2100 08:49:37 GMT",
        "Sun Nov  6 08:49:37", "Sun Nov  6 08:49:37 1994 GMT", "Sun, 06 Nov 01994 08:49:37 GMT", ",", "Sun,", "Sun, 0 Nov 1994 08:49:37 GMT", "a b c d e",
    ] {
        assert_eq!(text.parse::<Delay>(), Err(InvalidDelay), "{text}");
    }
    for delay in [Delay::Seconds(7), Delay::Until(date)] {
        assert_eq!(json::<Delay>(&serde_json::to_string(&delay).unwrap()), delay);
    }
    assert_eq!(json::<Delay>("1.5"), Delay::Seconds(2));
    // A delay that does not fit is as long as can be.
    assert_eq!(json::<Delay>("1e300"), Delay::Seconds(u64::MAX));
    for text in ["-7", "-0.5", "\"soon\"", "null"] {
        assert!(serde_json::from_str::<Delay>(text).is_err(), "{text}");
    }
}

macro_rules! group {
    (true, $group:expr) => {
        $group
    };
    (false, $group:expr) => {
        None::<&str>
    };
}

macro_rules! when {
    (true, $block:block) => {
        $block
    };
    (false, $block:block) => {};
}

/// The headers of a response, except those that say how the error is delivered.
fn carried(response: &ErrorResponse) -> Value {
    let apart = |header: &&Header| !["Content-Type", "Location"].contains(&&header.name[..]);
    let headers = response.headers.iter().filter(apart);
    headers.map(|header| serde_json::json!([header.name, header.value])).collect()
}

/// The headers as a client receives them.
fn pairs(response: &ErrorResponse) -> Vec<(String, String)> {
    let headers = response.headers.iter();
    headers.map(|header| (header.name.to_lowercase(), header.value.clone())).collect()
}

const NO_HEADERS: [(&str, &str); 0] = [];

/// The same JSON with only what leads to a string.
fn only(value: &Value, text: &str) -> Value {
    match value {
        Value::Array(values) => values.iter().map(|value| only(value, text)).collect(),
        Value::Object(members) => {
            let members = members.iter().map(|(name, value)| (name.clone(), only(value, text)));
            members.filter(|(_, value)| value.as_array().is_none_or(|it| !it.is_empty()) && !value.is_null()).collect()
        }
        Value::String(found) if found == text => value.clone(),
        _ => Value::Null,
    }
}

/// Challenges, delays, and bodies without an error, read by one catalog.
macro_rules! check_reading {
    ($module:ident, $body:expr, $name:expr) => {{
        use $module::ReceivedError;

        let (body, name): (&str, &str) = ($body, $name);
        let newer = body.replace(name, "from_the_future");
        let read = |headers: &[(&str, &str)]| {
            ReceivedError::parse(429, headers.iter().copied(), &newer).unwrap()
        };
        let now = SystemTime::UNIX_EPOCH + Duration::from_millis(784_111_777_250);
        let (date, later) = ("Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:50:37 GMT");
        for (headers, millis) in [
            (&[("retry-after", "120")][..], Some(120_000)),
            (&[("RETRY-AFTER", " 0 ")], Some(0)),
            (&[("Retry-After", later)], Some(59_750)),
            (&[("Retry-After", "Sunday, 06-Nov-94 08:50:37 GMT")], Some(59_750)),
            (&[("Retry-After", later), ("Date", date)], Some(60_000)),
            (&[("Retry-After", later), ("Date", "today")], Some(59_750)),
            (&[("Retry-After", date), ("Date", later)], Some(0)),
            (&[("Retry-After", date)], Some(0)),
            (&[("Retry-After", "soon")], None),
            (&[("Retry-After", "-5")], None),
            (&[("Date", date)], None),
        ] {
            let received = read(headers);
            assert_eq!(received.retry_delay(now), millis.map(Duration::from_millis), "{headers:?}");
            assert_eq!(received.retry_after().is_some(), millis.is_some(), "{headers:?}");
        }
        let endless = read(&[("Retry-After", "99999999999999999999999")]);
        assert_eq!(endless.retry_after(), Some(api_errors::Delay::Seconds(u64::MAX)));
        // Adding it to any time must not overflow.
        assert_eq!(endless.retry_delay(now), Some(Duration::from_secs(24 * 24 * 60 * 60)));

        for (status, content_type, body) in [
            (502, "text/html", &b"<html>\x1b[31mBad gateway</html>"[..]),
            (500, "", b""),
            (404, "application/json", b"{}"),
            (404, "application/json", b"[]"),
            (404, "application/json", b"null"),
            (404, "application/json", b"{\"code\": 7, \"error\": {\"code\": null}, \"errors\": [{}]}"),
            (400, "application/json", b"\xff\xfe{"),
        ] {
            let headers = [("Content-Type", content_type)];
            let headers = headers.into_iter().filter(|(_, value)| !value.is_empty());
            let unexpected = ReceivedError::parse(status, headers, body).unwrap_err();
            assert_eq!((unexpected.status(), unexpected.body()), (status, body));
            assert_eq!(unexpected.content_type(), Some(content_type).filter(|it| !it.is_empty()));
            let said = unexpected.to_string();
            assert!(said.contains(&status.to_string()) && said.contains(content_type), "{said}");
            assert!(!said.contains('\x1b'), "{said}");
        }

        // Parsing never panics, and an error keeps what was read.
        let mut random = Random(7);
        for _ in 0..2_000 {
            let bytes = match random.below(3) {
                0 => random.bytes(),
                1 => random.json(4).to_string().into_bytes(),
                _ => random.damaged(body.as_bytes()),
            };
            let headers = [
                (random.text(), random.bytes()),
                ("Retry-After".to_owned(), random.bytes()),
                ("Date".to_owned(), random.damaged(later.as_bytes())),
                (
                    "WWW-Authenticate".to_owned(),
                    random.damaged(b"Bearer error=\"a\", scope=\"b \\\" c\", x=y"),
                ),
                (
                    "Location".to_owned(),
                    random.damaged(b"https://a.example/?error=x&error_uri=%20%zz+#f"),
                ),
            ];
            let status = [0, 200, 302, 400, u16::MAX][random.below(5)];
            match ReceivedError::parse(status, headers, &bytes) {
                Ok(received) => {
                    let _ = received.retry_delay(now);
                    let shown = format!("{received:?} {received} {:?}", received.envelope());
                    assert!(shown.contains("ReceivedError"));
                    let written = serde_json::to_vec(&received).unwrap();
                    let again = ReceivedError::parse(400, NO_HEADERS, &written).unwrap();
                    assert_eq!(again.code(), received.code());
                    assert_eq!(again.body(), received.body());
                }
                Err(unexpected) => {
                    assert_eq!(unexpected.body(), bytes);
                    assert!(!format!("{unexpected:?} {unexpected}").is_empty());
                }
            }
        }
    }};
}

/// A linear congruential generator with the constants of Knuth's MMIX.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    /// Any characters, including those that end a string, a header, or a parameter.
    fn text(&mut self) -> String {
        (0..self.below(20)).map(|_| self.character()).collect()
    }

    /// Text that a header can contain: visible characters with spaces between them.
    fn visible_text(&mut self) -> String {
        let text: String = self.text().chars().filter(|c| (' '..='~').contains(c)).collect();
        text.trim().to_owned()
    }

    fn character(&mut self) -> char {
        const MARKS: [char; 12] =
            ['"', '\\', '&', '=', '+', '%', '#', ',', '\n', '\0', '\u{feff}', '\u{1f600}'];
        match self.below(3) {
            0 => MARKS[self.below(MARKS.len())],
            1 => (b' ' + u8::try_from(self.below(95)).unwrap()) as char,
            _ => char::from_u32(u32::try_from(self.below(0x11_0000)).unwrap()).unwrap_or('?'),
        }
    }

    fn bytes(&mut self) -> Vec<u8> {
        (0..self.below(40)).map(|_| u8::try_from(self.below(256)).unwrap()).collect()
    }

    /// The bytes with some changed, removed, or repeated.
    fn damaged(&mut self, bytes: &[u8]) -> Vec<u8> {
        const NOISE: &[u8] = b"\"\\{}[],:=0eE-+ \x00\xff%&#a";
        let mut bytes = bytes.to_vec();
        for _ in 0..self.below(4) {
            if bytes.is_empty() {
                break;
            }
            let at = self.below(bytes.len());
            match self.below(3) {
                0 => bytes[at] = NOISE[self.below(NOISE.len())],
                1 => drop(bytes.remove(at)),
                _ => bytes.extend_from_within(at..),
            }
        }
        bytes
    }

    /// JSON whose members have the names that envelopes use.
    fn json(&mut self, depth: usize) -> Value {
        const NAMES: [&str; 8] =
            ["error", "errors", "code", "message", "details", "source", "error_uri", "type"];
        let kinds = if depth == 0 { 5 } else { 9 };
        match self.below(kinds) {
            0 => Value::Null,
            1 => (self.below(2) == 0).into(),
            2 => self.below(1 << 30).into(),
            3 => (-1e300).into(),
            4 => NAMES[self.below(8)].into(),
            5 => (0..self.below(4)).map(|_| self.json(depth - 1)).collect(),
            _ => {
                let members = 1 + self.below(5);
                let members = (0..members).map(|_| (NAMES[self.below(8)].to_owned(), self.json(depth - 1)));
                Value::Object(members.collect())
            }
        }
    }
}

thread_local! {
    /// Replaces every text among the details.
    static TEXT: std::cell::RefCell<Option<String>> = const { std::cell::RefCell::new(None) };
}

/// The example text of a detail, or its replacement.
fn detail(example: &str) -> String {
    TEXT.with_borrow(|text| text.clone().unwrap_or_else(|| example.to_owned()))
}

/// What was read from a query has every member that was sent. Unknown parameters may also be members
/// where details are.
fn assert_same_members(read: impl serde::Serialize, sent: impl serde::Serialize) {
    let (read, sent) = (serde_json::to_value(read).unwrap(), serde_json::to_value(sent).unwrap());
    for (name, value) in sent.as_object().unwrap() {
        assert_eq!(read[name], *value, "{name}");
    }
}

/// The letters and digits of a name, in any case style.
#[allow(dead_code)]
fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A client reads what a service sent, whatever the texts, and then what it wrote itself.
macro_rules! check_there_and_back {
    ($module:ident, $error:expr, $expected:expr, $visible:expr, $details:tt, $redirect:tt) => {{
        use $module::{ApiError, Envelope, ReceivedError};

        let (error, expected): (ApiError, &Value) = ($error, $expected);
        let name = error.code().as_str();
        // The variant has the letters of the code, and sometimes more.
        assert!(letters(&format!("{:?}", error.code())).contains(&letters(name)), "{:?}", error.code());
        let response = error.to_response();
        let received = ReceivedError::parse(response.status, pairs(&response), &response.body).unwrap();
        let written = serde_json::to_vec(&received).unwrap();
        let again = ReceivedError::parse(response.status, pairs(&response), written).unwrap();
        for received in [received, again] {
            assert_eq!(received.code().as_str(), name);
            assert!(received.message().is_none_or(|message| message == error.message()), "{name}");
            assert_eq!(received.envelope(), Some(Envelope::from(&error)), "{name}");
            when!($details, {
                // A header cannot contain every character.
                if $visible || expected["headers"] == serde_json::json!([]) {
                    assert_eq!(received.details(), error.details(), "{name}");
                }
            });
        }
        when!($redirect, {
            if !expected["parameters"].is_null() {
                let (sent, message) = (Envelope::from(&error), error.message().into_owned());
                let address = "https://client.example.com/cb?a=1#b";
                let response = error.with_redirect(address).to_response();
                let location = response.header("Location").unwrap();
                let received = ReceivedError::from_redirect(location).unwrap();
                assert_eq!(received.message(), Some(&message[..]), "{name}");
                assert_same_members(received.envelope().unwrap(), sent);
            }
        });
    }};
}

macro_rules! check_response {
    ($module:ident, $error:ident, $expected:ident, $details:tt, $redirect:tt) => {{
        use $module::{ApiError, Envelope, ReceivedError};

        let (error, expected): (&ApiError, &Value) = (&$error, $expected);
        let name = error.code().as_str();

        // What a service sends.
        let response = error.to_response();
        let redirected = !expected["parameters"].is_null();
        let status = if redirected { 400 } else { error.status().unwrap_or(500) };
        assert_eq!(response.status, status);
        assert_eq!(response.header("content-type"), Some(Envelope::CONTENT_TYPE.trim()));
        assert_eq!(response.header("location"), None);
        assert_eq!(carried(&response), expected["headers"], "{name}");
        let body: Value = json(&response.body);
        assert_eq!(body, serde_json::to_value(error).unwrap());
        assert!(!format!("{response:?}").contains("s3cr3t"), "{response:?}");
        let converted = http::Response::from(error);
        assert_eq!(converted.status().as_u16(), status);
        assert_eq!(converted.headers().len(), response.headers.len());
        for header in &response.headers {
            let value = &converted.headers()[&header.name[..]];
            assert_eq!((value.to_str().unwrap(), value.is_sensitive()), (&header.value[..], header.sensitive));
        }
        assert_eq!(*converted.body(), response.body);

        // What a client reads from it.
        let received = ReceivedError::try_from(&converted).unwrap();
        assert_eq!(*received.code(), error.code());
        assert_eq!(received.status(), status);
        assert!(received.message().is_none_or(|message| message == error.message()));
        assert_eq!(received.docs_url(), error.code().docs_url());
        assert_eq!(received.retry(), error.code().retry());
        assert_eq!(received.envelope(), Some(Envelope::from(error)));
        assert_eq!(serde_json::to_value(&received).unwrap(), body);
        assert_eq!(received.body(), &body);
        assert_eq!(received.others().len(), 0);
        assert!(received.to_string().starts_with(name));
        assert!(!format!("{received:?} {received}").contains("s3cr3t"), "{received:?}");
        when!($details, { assert_eq!(received.details(), error.details(), "{name}"); });
        assert_eq!(received.retry_after().is_some(), expected["delays"] != 0);

        // With unknown members, headers, and codes.
        let mut extended = body.clone();
        extended["from_the_future"] = serde_json::json!({ "a": [1] });
        let mut headers = pairs(&response);
        headers.push(("x-future".to_owned(), "a".to_owned()));
        headers.push(("X-Future".to_owned(), "b".to_owned()));
        let received = ReceivedError::parse(status, headers.clone(), extended.to_string()).unwrap();
        assert_eq!(received.body(), &extended);
        assert_eq!(received.header("X-FUTURE"), Some("a, b"));
        let newer = replaced(&body, name, "from_the_future").to_string();
        let received = ReceivedError::parse(418, headers.clone(), newer).unwrap();
        assert_eq!(received.code().to_string(), "from_the_future");
        assert_eq!((received.status(), received.retry()), (418, None));

        // Without the expected members and headers.
        let received = ReceivedError::parse(status, NO_HEADERS, &only(&body, name).to_string()).unwrap();
        assert_eq!((received.code().as_str(), received.message()), (name, None));
        assert_eq!(received.retry_after(), None);

        // Several errors in one response.
        if let Some(Value::Array(errors)) = extended.get_mut("errors") {
            errors.push(replaced(&errors[0], name, "from_the_future"));
            let received = ReceivedError::parse(status, headers, extended.to_string()).unwrap();
            let [other] = received.others() else { panic!("{received:?}") };
            assert_eq!(received.code().as_str(), name);
            assert_eq!(other.code().as_str(), "from_the_future");
        }
    }};
}

macro_rules! check {
    (
        $module:ident, $catalog:literal, $category:tt, $action:tt, $details:tt, $redirect:tt,
        [$($error:expr),* $(,)?]
    ) => {{
        use $module::{AnyCode, ApiError, Envelope, ErrorCode};

        let expected: Vec<Value> = json(include_str!(concat!("../", $catalog, ".json")));
        let make = || -> Vec<ApiError> { vec![$($error),*] };
        let errors = make();
        assert_eq!(errors.len(), ErrorCode::ALL.len());
        assert!(ErrorCode::ALL.is_sorted());
        for ((error, code), expected) in errors.into_iter().zip(ErrorCode::ALL).zip(&expected) {
            let name = expected["code"].as_str().unwrap();
            let code = *code;

            // The code and its text.
            assert_eq!(error.code(), code);
            assert_eq!(code.as_str(), name);
            assert_eq!(format!("{code:>80}").trim_start(), name);
            assert_eq!(name.parse(), Ok(code));
            assert_eq!(ErrorCode::try_from(name), Ok(code));
            assert_eq!(name.parse(), Ok(AnyCode::Known(code)));
            assert_eq!(serde_json::to_value(code).unwrap(), expected["code"]);
            assert_eq!(serde_json::from_value::<ErrorCode>(expected["code"].clone()).unwrap(), code);
            for miss in [format!("{name}_"), name[1..].to_owned(), format!(" {name}")] {
                assert!(miss.parse::<ErrorCode>().is_err() || miss.parse::<ErrorCode>() != Ok(code));
            }

            // Its metadata.
            assert_eq!(Some(code.title()), text(&expected["title"]));
            assert_eq!(Some(code.description()), text(&expected["description"]));
            assert_eq!(code.cause(), text(&expected["cause"]));
            assert_eq!(code.resolution(), text(&expected["resolution"]));
            assert_eq!(code.docs_url(), text(&expected["docs_url"]));
            assert_eq!(serde_json::json!(code.statuses()), expected["statuses"]);
            assert_eq!(code.status(), code.statuses().first().copied());
            assert_eq!(code.retry().map(Retry::as_str), text(&expected["retry"]));
            let grpc = code.grpc_code().map(|grpc| (grpc.number(), grpc.as_str()));
            assert_eq!(serde_json::json!(grpc), expected["grpc"]);
            assert_eq!(Some(code.section().as_str()), text(&expected["section"]));
            assert_eq!(code.section().as_str().parse(), Ok(code.section()));
            assert_eq!(
                group!($category, Option::from(code.category()).map(|c: $module::Category| c.as_str())),
                text(&expected["category"])
            );
            assert_eq!(
                group!($action, code.action().map(|action| action.as_str())),
                text(&expected["action"])
            );
            assert_eq!(code.is_deprecated(), expected["deprecated"]);
            assert_eq!(code.replaced_by().map(ErrorCode::as_str), text(&expected["replaced_by"]));

            // The error and its body.
            let made = ApiError::from_code(code);
            assert_eq!(made.is_none(), expected["takes_details"]);
            if let Some(made) = made {
                assert_eq!((made.code(), made.status()), (code, code.status()));
                // Members that were not set have a valid value.
                let body = serde_json::to_string(&made).unwrap();
                assert_eq!(json::<Envelope>(&body), Envelope::from(&made));
                assert!(!body.contains("\"id\":\"\""), "{body}");
            }
            assert_eq!(error.status(), code.status());
            assert_eq!(Some(&error.message()[..]), text(&expected["message"]));
            assert_eq!(error.to_string(), format!("{name}: {}", error.message()));
            let body = serde_json::to_value(&error).unwrap();
            if expected["parameters"].is_null() {
                assert_eq!(body, expected["body"], "{name}");
            } else {
                let members = body.as_object().unwrap().iter().filter(|(_, value)| !value.is_null());
                let parameters: Vec<_> =
                    members.map(|(name, value)| serde_json::json!([name, parameter(value)])).collect();
                let mut sent: Vec<Value> = expected["parameters"].as_array().unwrap().clone();
                sent.sort_by_key(|parameter| parameter[0].to_string());
                assert_eq!(parameters, sent, "{name}");
            }
            let envelope: Envelope = serde_json::from_value(body.clone()).unwrap();
            assert_eq!(envelope, Envelope::from(&error));
            assert_eq!(serde_json::to_value(&envelope).unwrap(), body);
            let newer = replaced(&body, name, "from_the_future");
            let unknown: Envelope = serde_json::from_value(newer).unwrap();
            let written = serde_json::to_string(&unknown).unwrap();
            assert!(written.contains("from_the_future"), "{written}");

            for secret in ["s3cr3t"] {
                assert!(!format!("{error:?} {error} {envelope:?}").contains(secret), "{error:?}");
            }
            check_response!($module, error, expected, $details, $redirect);
            let redirected = !expected["parameters"].is_null();
            let mut error = error;
            when!($redirect, {
                if redirected {
                    let address = "https://client.example.com/cb?a=b%20c#fr\r\nag";
                    error = error
                        .with_redirect(address)
                        .with_parameter("state", "x y&z=ü")
                        .with_header("X-More", "1\r\n2")
                        .with_header("no name", "1");
                    let response = error.to_response();
                    assert_eq!((Some(response.status), &response.body[..]), (error.status(), ""));
                    assert_eq!(response.header("X-More"), Some("1??2"));
                    assert_eq!(response.header("no name"), None);
                    let location = response.header("Location").unwrap();
                    assert!(location.starts_with("https://client.example.com/cb?a=b%20c&"), "{location}");
                    assert!(location.ends_with("#fr%0D%0Aag"), "{location}");
                    let query = location.split_once('?').unwrap().1.split_once('#').unwrap().0;
                    let found: Vec<(String, String)> =
                        form_urlencoded::parse(query.as_bytes()).into_owned().collect();
                    let mut wanted = vec![("a".to_owned(), "b c".to_owned())];
                    let sent = serde_json::from_value::<Vec<(String, String)>>(expected["parameters"].clone());
                    wanted.extend(sent.unwrap());
                    wanted.push(("state".to_owned(), "x y&z=ü".to_owned()));
                    assert_eq!(found, wanted);
                    let received = $module::ReceivedError::parse(302, pairs(&response), "").unwrap();
                    assert_eq!((received.code().as_str(), received.status()), (name, 302));
                    assert_eq!(received.message(), Some(&error.message()[..]));
                    assert_eq!(received.body()["state"], "x y&z=ü");
                    let received = $module::ReceivedError::from_redirect(location).unwrap();
                    assert_same_members(received.envelope().unwrap(), Envelope::from(&error));
                    assert!($module::ReceivedError::from_redirect(address).is_err());
                }
            });
            assert!(error.source().is_none());
            let error = error.with_source(std::fmt::Error).with_message("Other.");
            assert!(error.source().is_some());
            assert_eq!(error.message(), "Other.");
            let error = error.with_status(if redirected { 303 } else { 418 });
            assert_eq!(error.to_response().status, error.status().unwrap());
            let response = ::axum_core::response::IntoResponse::into_response(error);
            assert_eq!(response.status().as_u16(), if redirected { 303 } else { 418 });
            println!("checked {name}");
        }

        let mut random = Random(269);
        for round in 0..20 {
            let visible = round % 2 == 0;
            let text = if visible { random.visible_text() } else { random.text() };
            TEXT.set(Some(text));
            for ((error, other), expected) in make().into_iter().zip(make()).zip(&expected) {
                let other = other.with_message(random.text());
                for error in [error, other] {
                    check_there_and_back!($module, error, expected, visible, $details, $redirect);
                }
            }
        }
        TEXT.set(None);

        let sample = expected.iter().find(|expected| !expected["body"].is_null()).unwrap();
        check_reading!($module, &sample["body"].to_string(), sample["code"].as_str().unwrap());

        let unknown: AnyCode = "from_the_future".parse().unwrap();
        assert_eq!(unknown.known(), None);
        assert_eq!(unknown.to_string(), "from_the_future");
        assert_eq!(json::<AnyCode>("\"from_the_future\""), unknown);
        assert_eq!(serde_json::to_string(&unknown).unwrap(), "\"from_the_future\"");
        assert!(serde_json::from_str::<ErrorCode>("\"from_the_future\"").is_err());
        assert!("".parse::<ErrorCode>().is_err());
    }};
}
