//! The files that are open, and the projects that they belong to.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use lsp_types::{
    Diagnostic as Shown, DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier,
    PublishDiagnosticsParams, TextDocumentContentChangeEvent, TextDocumentEdit, TextEdit, Uri,
    WorkspaceEdit,
};

use super::diagnostics::{Group, failure};
use super::opened::{Home, Opened, Settings, below, home, is_project_file};
use super::place::{Encoding, Places};
use super::uri;
use super::view::View;
use crate::boundary::real;

/// What the server knows.
pub(super) struct State {
    settings: Settings,
    client: Client,
    /// The open files, by their paths without links.
    documents: BTreeMap<PathBuf, Document>,
    projects: BTreeMap<Home, Opened>,
    /// The projects that changed since they were checked.
    stale: BTreeSet<Home>,
    /// What the editor shows in each file.
    shown: BTreeMap<PathBuf, Vec<Group>>,
}

/// What the client can do.
#[derive(Debug, Clone, Copy)]
pub(super) struct Client {
    pub(super) encoding: Encoding,
    /// Whether edits can name the versions of the files that they are made for.
    pub(super) versions: bool,
}

/// An open file.
struct Document {
    uri: Uri,
    version: i32,
    text: String,
}

impl State {
    pub(super) fn new(mut settings: Settings, client: Client) -> State {
        settings.project = settings.project.as_deref().map(real);
        State {
            settings,
            client,
            documents: BTreeMap::new(),
            projects: BTreeMap::new(),
            stale: BTreeSet::new(),
            shown: BTreeMap::new(),
        }
    }

    /// Whether something changed since the last check.
    pub(super) fn is_stale(&self) -> bool {
        !self.stale.is_empty()
    }

    pub(super) fn open(&mut self, uri: Uri, version: i32, text: String) {
        let Some(path) = uri::path(&uri).map(|path| real(&path)) else { return };
        self.documents.insert(path.clone(), Document { uri, version, text });
        self.touch(&path);
    }

    pub(super) fn change(
        &mut self,
        uri: &Uri,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
    ) {
        let Some(path) = uri::path(uri).map(|path| real(&path)) else { return };
        let Some(document) = self.documents.get_mut(&path) else { return };
        document.version = version;
        for change in changes {
            match change.range {
                None => document.text = change.text,
                Some(range) => {
                    let range = Places::of(&document.text, self.client.encoding).bytes(range);
                    document.text.replace_range(range, &change.text);
                }
            }
        }
        self.touch(&path);
    }

    pub(super) fn close(&mut self, uri: &Uri) {
        let Some(path) = uri::path(uri).map(|path| real(&path)) else { return };
        self.documents.remove(&path);
        self.touch(&path);
    }

    /// A file may have changed on disk.
    pub(super) fn touch(&mut self, path: &Path) {
        if is_project_file(path) {
            // Open files may belong to another project now.
            let homes = self.documents.keys().filter_map(|path| home(path, &self.settings));
            self.stale.extend(homes);
        }
        if let Some(home) = home(path, &self.settings) {
            // Files of no registry are none of errbook's.
            let known = self.projects.contains_key(&home);
            if known || self.documents.contains_key(path) {
                self.stale.insert(home);
            }
        }
    }

    /// Checks the projects that changed.
    pub(super) fn refresh(&mut self) {
        let texts = self.documents.iter();
        let texts =
            texts.map(|(path, document)| (path.as_path(), document.text.as_str())).collect();
        // A project file may have come or gone since, and then its files belong to another project.
        let homes: BTreeSet<Home> =
            self.documents.keys().filter_map(|path| home(path, &self.settings)).collect();
        self.projects.retain(|home, _| homes.contains(home));
        let stale = std::mem::take(&mut self.stale).into_iter();
        for home in stale.filter(|home| homes.contains(home)) {
            let opened = self.projects.entry(home.clone()).or_default();
            let refresh = AssertUnwindSafe(|| opened.refresh(&home, &self.settings, &texts));
            if catch_unwind(refresh).is_err() {
                // What is kept may be half of two states.
                *opened = Opened::default();
                opened.failure = Some("errbook panicked; please report it".to_owned());
            }
        }
    }

    /// The file of a URI, if it belongs to a project.
    pub(super) fn view(&self, uri: &Uri) -> Option<View<'_>> {
        let path = real(&uri::path(uri)?);
        let opened = self.projects.get(&home(&path, &self.settings)?)?;
        View::of(opened, &path, self.client.encoding)
    }

    /// The URI of a file, as the editor wrote it if it is open.
    pub(super) fn uri(&self, path: &Path) -> Option<Uri> {
        uri_in(&self.documents, path)
    }

    /// An edit of files, with the versions that it is made for if the client can tell them apart: it
    /// makes none of the edits if somebody has typed since.
    pub(super) fn versioned(&self, edit: WorkspaceEdit) -> WorkspaceEdit {
        if !self.client.versions {
            return edit;
        }
        let version = |uri: &Uri| {
            let path = uri::path(uri).map(|path| real(&path))?;
            self.documents.get(&path).map(|open| open.version)
        };
        let of_file = |(uri, edits): (Uri, Vec<TextEdit>)| {
            let version = version(&uri);
            let text_document = OptionalVersionedTextDocumentIdentifier { uri, version };
            let edits = edits.into_iter().map(OneOf::Left).collect();
            TextDocumentEdit { text_document, edits }
        };
        let mut files: Vec<_> = edit.changes.unwrap_or_default().into_iter().map(of_file).collect();
        files.sort_by(|a, b| a.text_document.uri.as_str().cmp(b.text_document.uri.as_str()));
        let document_changes = Some(DocumentChanges::Edits(files));
        WorkspaceEdit { document_changes, ..WorkspaceEdit::default() }
    }

    /// What the editor has to show now in the files where it shows something else.
    pub(super) fn published(&mut self) -> Vec<PublishDiagnosticsParams> {
        let State { documents, projects, client, .. } = self;
        let uri = |path: &Path| uri_in(documents, path);
        let mut now: BTreeMap<PathBuf, Vec<Group>> = BTreeMap::new();
        for (home, opened) in projects {
            let own = home.file.clone().unwrap_or_else(|| home.folder.clone());
            let groups = opened.shown(&own, client.encoding, &uri);
            for (path, group) in groups {
                now.entry(path).or_default().push(group);
            }
            let Some(text) = &opened.failure else { continue };
            let shown = Arc::new(vec![failure(text)]);
            // Where the person is looking.
            for path in documents.keys() {
                let is_its = opened.project.as_ref().is_some_and(|it| below(it, path).is_some());
                if is_its || home.file.as_ref() == Some(path) {
                    now.entry(path.clone()).or_default().push(Arc::clone(&shown));
                }
            }
        }
        let gone = self.shown.keys().filter(|path| !now.contains_key(*path)).cloned();
        let mut changed: Vec<(PathBuf, Vec<Shown>)> = gone.map(|path| (path, Vec::new())).collect();
        for (path, groups) in &now {
            if self.shown.get(path) != Some(groups) {
                let shown = groups.iter().flat_map(|group| group.iter().cloned());
                changed.push((path.clone(), shown.collect()));
            }
        }
        self.shown = now;
        let params = |(path, diagnostics): (PathBuf, Vec<Shown>)| {
            let version = self.documents.get(&path).map(|open| open.version);
            Some(PublishDiagnosticsParams { uri: self.uri(&path)?, diagnostics, version })
        };
        changed.into_iter().filter_map(params).collect()
    }
}

fn uri_in(documents: &BTreeMap<PathBuf, Document>, path: &Path) -> Option<Uri> {
    documents.get(path).map_or_else(|| uri::of(path), |open| Some(open.uri.clone()))
}
