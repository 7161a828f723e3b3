//! The vocabulary of OData requests: query options, and the headers that clients have a method for. Knows no docs
//! and no Rust.

macro_rules! options {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// A system query option.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum QueryOption {
            $($(#[$doc])* $variant,)*
        }

        impl QueryOption {
            /// Every option, in the order a request is usually written.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name on the wire, such as `$select`.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }
        }
    };
}

options! {
    /// Some members only.
    Select = "$select",
    /// Related things inside the answer.
    Expand = "$expand",
    /// The items that meet a condition.
    Filter = "$filter",
    /// The order of the items.
    OrderBy = "$orderby",
    /// At most so many items.
    Top = "$top",
    /// Without the first items.
    Skip = "$skip",
    /// The items that a search finds.
    Search = "$search",
    /// How many items there are.
    Count = "$count",
}

impl QueryOption {
    /// The option of a name, `$` included, in any case.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|it| it.name().eq_ignore_ascii_case(name))
    }

    /// Whether only collections take it.
    pub fn is_of_collections(self) -> bool {
        match self {
            Self::Select | Self::Expand => false,
            Self::Filter | Self::OrderBy | Self::Top | Self::Skip | Self::Search | Self::Count => {
                true
            }
        }
    }
}

impl RequestHeader {
    /// Every header, by its name in kebab case.
    pub const KEYS: &'static [(&'static str, Self)] = &[
        ("accept-language", Self::AcceptLanguage),
        ("consistency-level", Self::ConsistencyLevel),
        ("if-match", Self::IfMatch),
        ("if-none-match", Self::IfNoneMatch),
        ("prefer", Self::Prefer),
    ];
}

/// A request header that clients have a method for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RequestHeader {
    /// The languages that the caller reads.
    AcceptLanguage,
    /// How current the data of a query has to be.
    ConsistencyLevel,
    /// Only if the thing is as it was.
    IfMatch,
    /// Only if the thing has changed.
    IfNoneMatch,
    /// How the caller would like the answer.
    Prefer,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_found_in_any_case() {
        assert_eq!(QueryOption::of("$orderBy"), Some(QueryOption::OrderBy));
        assert_eq!(QueryOption::of("orderby"), None);
        assert!(QueryOption::ALL.iter().all(|it| QueryOption::of(it.name()) == Some(*it)));
    }
}
