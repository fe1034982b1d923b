//! A file of a project, as the answers to requests see it.

use std::path::Path as File;

use super::language::Language;
use super::names::{Name, names};
use super::opened::Opened;
use super::path::{Path, in_toml, in_yaml};
use super::place::{Encoding, Places};
use crate::load::CatalogFiles;
use crate::model::Outline;
use crate::source::{SourceFile, Sources};

/// A file of a project.
pub(super) struct View<'s> {
    pub(super) opened: &'s Opened,
    pub(super) encoding: Encoding,
    /// Its index among the files of the registry, or 0 if it is the project file.
    pub(super) file: u32,
    is_project: bool,
}

impl<'s> View<'s> {
    /// The file of a path, which is the project file or one of the registry.
    pub(super) fn of(opened: &'s Opened, path: &File, encoding: Encoding) -> Option<View<'s>> {
        let path = path.to_string_lossy().replace('\\', "/");
        let position = |sources: &Sources| sources.files().iter().position(|it| it.path == path);
        if position(&opened.own).is_some() {
            return Some(View { opened, encoding, file: 0, is_project: true });
        }
        let file = u32::try_from(position(&opened.sources)?).ok()?;
        Some(View { opened, encoding, file, is_project: false })
    }

    /// Whether it is the project file.
    pub(super) fn is_project(&self) -> bool {
        self.is_project
    }

    /// Whether it is TOML, which only a project file can be.
    pub(super) fn is_toml(&self) -> bool {
        File::new(&self.source().path).extension().is_some_and(|ending| ending == "toml")
    }

    pub(super) fn source(&self) -> &'s SourceFile {
        let sources = if self.is_project { &self.opened.own } else { &self.opened.sources };
        &sources.files()[self.file as usize]
    }

    pub(super) fn text(&self) -> &'s str {
        &self.source().text
    }

    pub(super) fn places(&self) -> Places<'s> {
        Places::of(self.text(), self.encoding)
    }

    /// The folder of its catalog.
    pub(super) fn folder(&self) -> Option<&'s str> {
        self.source().catalog.as_deref().filter(|_| !self.is_project)
    }

    /// The files of its catalog.
    pub(super) fn files(&self) -> Option<&'s CatalogFiles> {
        let folder = self.folder()?;
        self.opened.spec.catalogs.iter().find(|files| files.folder == folder)
    }

    /// The names in its catalog.
    pub(super) fn outline(&self) -> Option<&'s Outline> {
        let folder = self.folder()?;
        self.opened.outlines().iter().find(|outline| outline.id == folder)
    }

    /// Every place that names something of its catalog.
    pub(super) fn names(&self) -> Vec<Name> {
        self.files().map(|files| names(files, &self.opened.sources)).unwrap_or_default()
    }

    /// The path to a byte.
    pub(super) fn path(&self, byte: usize) -> Path {
        let source = self.source();
        if self.is_toml() { in_toml(&source.text, byte) } else { in_yaml(&source.text, byte) }
    }

    /// What the language says about it; nothing about files of messages, which have no keys.
    pub(super) fn language(&self) -> Option<Language> {
        if self.is_project {
            return Some(Language::of_project());
        }
        let (source, outline) = (self.source(), self.outline()?);
        if source.stem == "catalog" {
            return Some(Language::of_catalog(outline));
        }
        source.language().is_none().then(|| Language::of_section(outline))
    }
}
