//! Groups of codes: sections, categories, and actions.

/// The facts about one variant.
pub(crate) struct Group {
    pub name: &'static str,
    pub title: &'static str,
    pub description: Option<&'static str>,
}

/// The methods of an enum whose variants are described in `$table`, in the same order.
macro_rules! group {
    ($type:ident, $table:ident, $expected:literal) => {
        impl $type {
            const fn group(self) -> &'static shared::Group {
                &$table[self as usize]
            }

            fn find(name: &str) -> Option<$type> {
                Self::ALL.iter().copied().find(|group| group.as_str() == name)
            }

            /// The name.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                self.group().name
            }

            /// A short, human-readable name.
            #[must_use]
            pub const fn title(self) -> &'static str {
                self.group().title
            }

            /// The description, if the reference has one.
            #[must_use]
            pub const fn description(self) -> Option<&'static str> {
                self.group().description
            }
        }

        shared::names!($type, $expected, $type::find);
    };
}

pub(crate) use group;
