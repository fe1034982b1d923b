//! JUnit XML: a suite for each registry file, a case for each finding. An error fails its case;
//! warnings and hints pass, with their text in the case's output. A file without findings is one
//! case that passes.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::{Pieces, Report, position};
use crate::diagnostic::{Diagnostic, Level};
use crate::source::Sources;
use crate::visible::word;

pub(super) fn report<'a>(report: &Report<'a>) -> Pieces<'a> {
    let Report { found, sources, command, .. } = *report;
    let file = |found: &&Diagnostic| found.labels.first().map(|label| label.span.file);
    let suites = found.chunk_by(move |a, b| file(a) == file(b));
    // Findings are sorted by file; those without a file come first.
    let mut suites = suites.peekable();
    let nowhere = suites.next_if(|suite| file(&suite[0]).is_none());
    let nowhere = nowhere.map(|suite| xml(|out| write_suite(out, "registry", suite, sources)));
    let files = sources.files().iter().zip(0..).map(move |(source, index)| {
        let suite = suites.next_if(|suite| file(&suite[0]) == Some(index)).unwrap_or_default();
        xml(|out| write_suite(out, &source.path, suite, sources))
    });
    let head = xml(|out| {
        write(out, Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        let with_findings = found.chunk_by(|a, b| file(a) == file(b));
        let clean =
            sources.files().len() - with_findings.filter(|suite| file(&suite[0]).is_some()).count();
        write(out, Event::Start(counted("testsuites", command, found, found.len() + clean)));
    });
    let end = xml(|out| write(out, Event::End(BytesEnd::new("testsuites"))));
    Box::new(std::iter::once(head).chain(nowhere).chain(files).chain(std::iter::once(end)))
}

fn write_suite(out: &mut Xml, name: &str, found: &[&Diagnostic], sources: &Sources) {
    let name = word(name);
    write(out, Event::Start(counted("testsuite", &name, found, found.len().max(1))));
    if found.is_empty() {
        write(out, Event::Empty(case(&name, "no findings")));
    }
    for found in found {
        write_case(out, &name, found, sources);
    }
    write(out, Event::End(BytesEnd::new("testsuite")));
}

fn write_case(out: &mut Xml, suite: &str, found: &Diagnostic, sources: &Sources) {
    let at = found.labels.first().map(|label| position(label.span, sources));
    let at = at.map(|at| format!(" at {}:{}", at.line, at.column)).unwrap_or_default();
    write(out, Event::Start(case(suite, &format!("{}{at}", found.rule.id))));
    let mut lines = vec![format!("{}[{}]: {}", found.level.name(), found.rule.id, found.message)];
    for label in &found.labels {
        let at = position(label.span, sources);
        lines.push(format!("{}:{}:{}: {}", word(at.file), at.line, at.column, label.text));
    }
    lines.extend(found.help.iter().map(|help| format!("help: {help}")));
    let text = lines.join("\n");
    let element = if found.level == Level::Error {
        let attributes = [("type", found.rule.id), ("message", &found.message)];
        BytesStart::new("failure").with_attributes(attributes)
    } else {
        BytesStart::new("system-out")
    };
    let end = element.to_end().into_owned();
    write(out, Event::Start(element));
    write(out, Event::Text(BytesText::new(&text)));
    write(out, Event::End(end));
    write(out, Event::End(BytesEnd::new("testcase")));
}

fn case(suite: &str, name: &str) -> BytesStart<'static> {
    let attributes = [("classname", suite), ("name", name)];
    BytesStart::new("testcase").with_attributes(attributes)
}

fn counted(
    element: &'static str,
    name: &str,
    found: &[&Diagnostic],
    tests: usize,
) -> BytesStart<'static> {
    let failures = found.iter().filter(|found| found.level == Level::Error).count();
    let (tests, failures) = (tests.to_string(), failures.to_string());
    let attributes = [("name", name), ("tests", &tests), ("failures", &failures), ("errors", "0")];
    BytesStart::new(element).with_attributes(attributes)
}

type Xml = Writer<Vec<u8>>;

fn xml(fill: impl FnOnce(&mut Xml)) -> String {
    let mut out = Writer::new_with_indent(Vec::new(), b' ', 2);
    fill(&mut out);
    let mut text = String::from_utf8(out.into_inner()).expect("only text was written");
    text.push('\n');
    text
}

fn write(out: &mut Xml, event: Event<'_>) {
    out.write_event(event).expect("writing to memory does not fail");
}
