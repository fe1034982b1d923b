//! From which packages programs import a catalog.

/// A package that a project makes.
#[derive(Debug, Clone, PartialEq)]
pub struct Package {
    /// Its name.
    pub name: String,
    /// The catalogs that are in it; all of them if it names none.
    pub catalogs: Option<Vec<String>>,
    /// Whether it has the internal codes.
    pub internal: bool,
}

impl Package {
    fn holds(&self, catalog: &str) -> bool {
        self.catalogs.as_ref().is_none_or(|names| names.iter().any(|name| name == catalog))
    }
}

/// The names by which programs import the packages with a catalog, for pages that show such programs.
#[derive(Clone, Copy)]
pub struct Packages<'a> {
    /// That of the crate.
    pub rust: &'a str,
    /// That of the npm package.
    pub typescript: &'a str,
}

/// From which packages the programs on some pages import codes.
#[derive(Clone, Copy)]
pub struct Imports<'a> {
    /// All crates.
    pub crates: &'a [Package],
    /// All npm packages.
    pub npm: &'a [Package],
    /// The packages of catalogs that are in none of these.
    pub other: Packages<'a>,
    /// Whether the pages have internal codes too.
    pub internal: bool,
}

impl<'a> Imports<'a> {
    /// The packages with a catalog: those with the same codes as the pages if there are some.
    #[must_use]
    pub fn of(self, catalog: &str) -> Packages<'a> {
        let name = |packages: &'a [Package], other: &'a str| {
            let holding = || packages.iter().filter(|package| package.holds(catalog));
            let same = holding().find(|package| package.internal == self.internal);
            same.or_else(|| holding().next()).map_or(other, |package| &package.name)
        };
        Packages {
            rust: name(self.crates, self.other.rust),
            typescript: name(self.npm, self.other.typescript),
        }
    }
}
