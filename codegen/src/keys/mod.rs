//! The keys of the registry language and of the project file, as data. What is known about a key is
//! read from the JSON Schema of its object, and so from the one place that declares it; its example
//! is an excerpt of a small project in which every key occurs.

mod example;
mod page;
mod schema;

use std::sync::OnceLock;

pub use self::example::SAMPLE;
pub use self::page::{explained, page};

/// The files that people write, each with the name of its outermost object.
pub const FILES: [(&str, &str, &str); 3] = [
    ("catalog.yaml", "Catalog", "a catalog"),
    ("SECTION.yaml", "Section", "a section of a catalog; the name of the file is its id"),
    ("errbook.toml", "Config", "the project file, which may be YAML as well"),
];

/// An object of the language: a map whose keys have a meaning.
#[derive(Debug, Clone)]
pub struct Object {
    /// Its name in the schemas.
    pub name: String,
    /// What it is.
    pub about: String,
    /// Where it stands, the first place first; none if it is a whole file.
    pub places: Vec<Place>,
    /// Its keys, in the order of the language.
    pub keys: Vec<Key>,
}

/// A place of an object: the key that holds it.
#[derive(Debug, Clone)]
pub struct Place {
    /// The object that has the key.
    pub object: String,
    /// The key.
    pub key: String,
    /// How many names that people choose are between the key and the object.
    pub names: usize,
}

/// A key of an object.
#[derive(Debug, Clone)]
pub struct Key {
    /// The key.
    pub name: String,
    /// What it says.
    pub about: String,
    /// Whether the object needs it.
    pub required: bool,
    /// What its value is, in words.
    pub value: String,
    /// The words that it can be, each with what it means.
    pub choices: Vec<(String, String)>,
    /// An excerpt of the sample.
    pub example: Option<Example>,
}

/// The first occurrence of each key of an object in the sample.
type Found = Vec<(String, String, Example)>;

/// Some lines of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The name of the file.
    pub file: &'static str,
    /// The lines.
    pub text: String,
}

/// Every object of the registry language and of the project file, outer ones first.
#[must_use]
pub fn objects() -> &'static [Object] {
    static OBJECTS: OnceLock<Vec<Object>> = OnceLock::new();
    OBJECTS.get_or_init(|| {
        let definitions = schema::definitions();
        schema::objects(&definitions, &example::examples(&definitions))
    })
}

/// The path of an object from the top of its file, by its first place; what people name is `NAME`.
/// It is empty for a whole file.
#[must_use]
pub fn path(object: &Object) -> String {
    let Some(place) = object.places.first() else { return String::new() };
    let above = object_named(&place.object).map(path).unwrap_or_default();
    let dot = if above.is_empty() { "" } else { "." };
    format!("{above}{dot}{}{}", place.key, ".NAME".repeat(place.names))
}

/// The path of a key from the top of its file.
#[must_use]
pub fn path_of(object: &Object, key: &Key) -> String {
    let above = path(object);
    let dot = if above.is_empty() { "" } else { "." };
    format!("{above}{dot}{}", key.name)
}

/// The file that an object stands in, by its first place.
#[must_use]
pub fn file_of(object: &Object) -> &'static str {
    match object.places.first().and_then(|place| object_named(&place.object)) {
        Some(above) => file_of(above),
        None => FILES.iter().find(|(_, name, _)| *name == object.name).map_or("", |file| file.0),
    }
}

/// The objects that a key holds, which are explained on their own.
pub fn within<'a>(object: &'a Object, key: &'a Key) -> impl Iterator<Item = &'static Object> + 'a {
    objects().iter().filter(|inner| {
        inner.places.iter().any(|place| place.object == object.name && place.key == key.name)
    })
}

/// Where an object stands besides its first place; where it is nested in itself does not count.
pub fn elsewhere(object: &Object) -> impl Iterator<Item = String> + '_ {
    let others = object.places.iter().skip(1).filter(|place| place.object != object.name);
    others.filter_map(|place| {
        let above = object_named(&place.object)?;
        let key = above.keys.iter().find(|key| key.name == place.key)?;
        Some(format!("{}{}", path_of(above, key), ".NAME".repeat(place.names)))
    })
}

fn object_named(name: &str) -> Option<&'static Object> {
    objects().iter().find(|object| object.name == name)
}

/// The object of a file that is asked for by its name.
#[must_use]
pub fn file(asked: &str) -> Option<&'static Object> {
    let same = |name: &str| match name {
        "SECTION.yaml" => ["section.yaml", "SECTION.yaml"].contains(&asked),
        "errbook.toml" => ["errbook.toml", "errbook.yaml", "errbook.yml"].contains(&asked),
        name => asked == name,
    };
    let (_, object, _) = FILES.iter().find(|(name, ..)| same(name))?;
    object_named(object)
}

/// The keys that a path may mean: `retry`, `details.from`, `errors.NAME.details`. Names that people
/// choose may be written, or left out.
#[must_use]
pub fn find(asked: &str) -> Vec<(&'static Object, &'static Key)> {
    let mut steps: Vec<&str> = asked.split('.').collect();
    // A map, and what people name in it, are one key.
    while steps.len() > 1 && steps.last() == Some(&"NAME") {
        steps.pop();
    }
    let Some((last, before)) = steps.split_last() else { return Vec::new() };
    let keys = objects().iter().flat_map(|object| object.keys.iter().map(move |key| (object, key)));
    keys.filter(|(object, key)| key.name == *last && leads_to(object, before)).collect()
}

/// Whether the steps end at an object.
fn leads_to(object: &Object, steps: &[&str]) -> bool {
    steps.is_empty()
        || object.places.iter().any(|place| {
            (0..=place.names).any(|names| {
                let Some((key, before)) =
                    steps.len().checked_sub(names).and_then(|len| steps[..len].split_last())
                else {
                    return false;
                };
                *key == place.key
                    && object_named(&place.object).is_some_and(|o| leads_to(o, before))
            })
        })
}
