//! The words that name one of a few values, in a registry and in the project file. Each is declared
//! once: its decoder, its JSON Schema, the enums of the generated packages, filters and messages are
//! made from it.

/// An enum whose values have words in the language.
pub trait Vocabulary: Copy + PartialEq + 'static {
    /// What it is about, in a sentence.
    const ABOUT: &'static str;

    /// Every value, in the order in which they are listed.
    const ALL: &'static [Self];

    /// The word for it in the registry and in machine-readable outputs.
    fn word(self) -> &'static str;

    /// What it means, for people who write a registry.
    fn meaning(self) -> &'static str;

    /// It in a few words, for people who meet an error.
    fn label(self) -> &'static str;

    /// The same in a sentence.
    fn sentence(self) -> &'static str;
}

/// Declares a vocabulary: each value with its word and, where people who meet an error read about
/// it, a label of a few words and a sentence. Its doc comment says what it means.
macro_rules! vocabulary {
    (
        $(#[doc = $about:literal])*
        pub enum $name:ident {
            $(
                $(#[doc = $doc:literal])*
                $value:ident = $word:literal $(, $label:literal, $sentence:literal)?;
            )*
        }
    ) => {
        $(#[doc = $about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name {
            $( $(#[doc = $doc])* $value, )*
        }

        impl $crate::vocabulary::Vocabulary for $name {
            const ABOUT: &'static str = concat!($($about),*).trim_ascii_start();

            const ALL: &'static [$name] = &[$($name::$value),*];

            fn word(self) -> &'static str {
                match self {
                    $( $name::$value => $word, )*
                }
            }

            fn meaning(self) -> &'static str {
                match self {
                    $( $name::$value => concat!($($doc),*).trim_ascii_start(), )*
                }
            }

            fn label(self) -> &'static str {
                match self {
                    $( $name::$value => [$($label,)? $word][0], )*
                }
            }

            fn sentence(self) -> &'static str {
                match self {
                    $( $name::$value => [$($sentence,)? concat!($($doc),*).trim_ascii_start()][0], )*
                }
            }
        }
    };
}

pub(crate) use vocabulary;
