//! References from one part of a catalog to another: `catalog[id]`.
//!
//! Only lowering, the catalog and `published` make ids, so each of them leads somewhere. An id of one
//! catalog means nothing in another.

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(usize);

        impl $name {
            /// The id of what has this index in the catalog's list.
            pub(crate) fn from_index(index: usize) -> $name {
                $name(index)
            }

            /// The index in the catalog's list, for tables beside it.
            #[must_use]
            pub fn index(self) -> usize {
                self.0
            }
        }
    )* };
}

ids! {
    /// A reference to a code.
    CodeId;
    /// A reference to a section.
    SectionId;
    /// A reference to a group of sections.
    GroupId;
    /// A reference to a category.
    CategoryId;
    /// A reference to an action.
    ActionId;
    /// A reference to an operation.
    OperationId;
    /// A reference to a declared field.
    FieldId;
}
