//! The envelopes that a catalog can choose by name. They are written in the registry language, as in
//! a catalog, so that nothing else needs to know about them.

use crate::decode::Decode;
use crate::diagnostic::Problems;
use crate::language::{EnvelopeSpec, Format};
use crate::source::Sources;
use crate::yaml;

/// The envelope of a format, as a catalog would write it.
///
/// Its spans are not in a file of the registry, so no finding may point at them.
pub fn envelope(format: Format, has_docs_url: bool, has_types: bool) -> EnvelopeSpec {
    let sources = Sources::from_texts([("envelope.yaml", text(format, has_docs_url, has_types))]);
    // A test makes sure that the texts have no errors.
    let mut problems = Problems::default();
    yaml::parse(0, &sources.files()[0], &mut problems)
        .map_or_else(EnvelopeSpec::fallback, |node| EnvelopeSpec::decode(&node, &mut problems))
}

fn text(format: Format, has_docs_url: bool, has_types: bool) -> &'static str {
    match (format, has_docs_url) {
        (Format::ProblemDetails, _) if has_types => {
            include_str!("../envelopes/problem-details-by-type.yaml")
        }
        (Format::ProblemDetails, true) => include_str!("../envelopes/problem-details.yaml"),
        (Format::ProblemDetails, false) => {
            include_str!("../envelopes/problem-details-without-address.yaml")
        }
        (Format::JsonApi, true) => include_str!("../envelopes/json-api.yaml"),
        (Format::JsonApi, false) => include_str!("../envelopes/json-api-without-address.yaml"),
        (Format::Google, _) => include_str!("../envelopes/google.yaml"),
    }
}

#[cfg(test)]
mod tests {
    use super::text;
    use crate::decode::Decode;
    use crate::diagnostic::Problems;
    use crate::language::{EnvelopeSpec, Format};
    use crate::source::Sources;
    use crate::yaml;

    #[test]
    fn the_envelopes_decode() {
        for format in [Format::ProblemDetails, Format::JsonApi, Format::Google] {
            for (has_docs_url, has_types) in [(false, false), (true, false), (true, true)] {
                let sources =
                    Sources::from_texts([("envelope.yaml", text(format, has_docs_url, has_types))]);
                let mut problems = Problems::default();
                let node = yaml::parse(0, &sources.files()[0], &mut problems).expect("it parses");
                EnvelopeSpec::decode(&node, &mut problems);
                assert_eq!(problems.count(), 0, "{format:?}: {:?}", problems.sorted());
            }
        }
    }
}
