//! Which generated OpenAPI document an API description refers to, and by which path.

use std::path::Path;

use percent_encoding::{AsciiSet, utf8_percent_encode};

use crate::address::NOT_IN_PATHS;
use crate::boundary::normal;
use crate::config::{Build, Project};
use crate::error::Error;
use crate::model::Catalog;
use crate::targets::{OpenapiFormat, OpenapiVersion};

/// The document that a description refers to.
pub(super) enum Fragment {
    /// The one at this address, which the command line names.
    Named(String),
    /// One of those that the project renders, in this folder.
    Generated(String),
}

impl Fragment {
    /// The address of the document of a version, if there is one.
    pub(super) fn address(
        &self,
        build: &Build,
        catalog: &Catalog,
        version: OpenapiVersion,
    ) -> Option<String> {
        match self {
            Fragment::Named(address) => Some(address.clone()),
            Fragment::Generated(folder) => {
                let versions = &build.options.openapi.versions;
                // What a document of 3.1 holds means the same in 3.2.
                let version = match version {
                    OpenapiVersion::V3_2 if !versions.contains(&version) => OpenapiVersion::V3_1,
                    version => version,
                };
                let formats = &build.options.openapi.formats;
                let is_yaml = formats.contains(&OpenapiFormat::Yaml);
                let format = if is_yaml { OpenapiFormat::Yaml } else { OpenapiFormat::Json };
                let name = version.path(catalog, format);
                let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
                versions.contains(&version).then_some(path)
            }
        }
    }
}

/// The document that a description refers to: the one that the command line names, or a generated one.
pub(super) fn fragment(
    project: &Project,
    build: &Build,
    spec: &Path,
    components: Option<&str>,
) -> Result<Fragment, Error> {
    Ok(match components {
        Some(url) if url.contains("://") => Fragment::Named(url.to_owned()),
        Some(path) => Fragment::Named(reference(spec, Path::new(path))?),
        None => Fragment::Generated(reference(spec, &project.folder_of(build))?),
    })
}

/// How a description refers to a file or folder: by the path relative to its own folder.
pub(super) fn reference(spec: &Path, to: &Path) -> Result<String, Error> {
    let absolute = |path: &Path| {
        let path = std::path::absolute(path).map_err(|source| Error::io("find", path, source))?;
        Ok::<_, Error>(normal(&path))
    };
    let (from, to) = (absolute(spec)?, absolute(to)?);
    let from: Vec<_> = from.parent().unwrap_or(&from).iter().collect();
    let to: Vec<_> = to.iter().collect();
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = from[common..].iter().map(|_| "..".to_owned());
    let down = to[common..].iter().map(|step| step.to_string_lossy());
    let down = down.map(|step| utf8_percent_encode(&step, SEGMENT).to_string());
    Ok(up.chain(down).collect::<Vec<_>>().join("/"))
}

/// The characters that are encoded in a segment of a relative reference (RFC 3986 §4.2).
const SEGMENT: &AsciiSet = &NOT_IN_PATHS.add(b':');
