//! How a service answers and is asked: where lists and errors have what, how more is got, how a request carries the token, and what
//! of OData it knows. Knows no docs and no Rust.

use crate::json::Value;
use crate::odata::QueryOption;
use std::collections::BTreeSet;

/// The whole answer is the list.
pub const WHOLE: &str = ".";
/// The list is the only member of the answer that is an array.
pub const ONLY: &str = "*";

/// How a service answers and is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Protocol {
    /// Where the items of a list are: names of members with dots between them, [`WHOLE`] or [`ONLY`]. The first counts that is there.
    pub lists: Vec<String>,
    /// How more of a list is got.
    pub paging: Paging,
    /// Where an error has its code; nothing where services usually have it.
    pub error_codes: Vec<String>,
    /// Where an error has its words; nothing where services usually have them.
    pub error_messages: Vec<String>,
    /// How a request carries the token.
    pub token: TokenPlace,
    /// What of OData it knows.
    pub odata: OData,
    /// How requests write their bodies, where the docs of an operation say nothing else.
    pub sending: Sending,
}

/// How requests write their bodies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sending {
    /// As forms, and not as JSON.
    pub is_form: bool,
    /// How a form writes what is more than a text.
    pub form: FormStyle,
}

/// How the body of one operation is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// As JSON.
    #[default]
    Json,
    /// As a form: `application/x-www-form-urlencoded`.
    Form(FormStyle),
    /// As parts: `multipart/form-data`.
    Multipart {
        /// How fields are written.
        form: FormStyle,
        /// Some may be files.
        files: bool,
    },
}

/// How a form writes what is more than a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FormStyle {
    /// Of a list.
    pub lists: FormLists,
    /// Of an object.
    pub members: FormMembers,
}

/// How a form writes a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FormLists {
    /// `a[]=1&a[]=2`
    #[default]
    Brackets,
    /// `a[0]=1&a[1]=2`
    Indices,
    /// `a=1&a=2`
    Repeated,
    /// `a=1,2`
    Commas,
}

impl FormLists {
    /// All of them, as dialects call them.
    pub const NAMES: &'static [(&'static str, Self)] = &[
        ("brackets", Self::Brackets),
        ("indices", Self::Indices),
        ("repeated", Self::Repeated),
        ("commas", Self::Commas),
    ];
}

/// How a form writes a member of an object.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FormMembers {
    /// `a[b]=1`
    #[default]
    Brackets,
    /// `a.b=1`
    Dots,
}

impl FormMembers {
    /// All of them, as dialects call them.
    pub const NAMES: &'static [(&'static str, Self)] =
        &[("brackets", Self::Brackets), ("dots", Self::Dots)];
}

/// What a value is called in a list of names.
pub fn name_of<T: Copy + PartialEq>(names: &[(&'static str, T)], value: T) -> &'static str {
    names.iter().find(|it| it.1 == value).map_or("", |it| it.0)
}

/// How more of a list is got. A place with a colon behind it (`x-next:`) is a header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Paging {
    /// A list is whole.
    Whole,
    /// The answer has a link, at the first of these places that says anything.
    Link(Vec<String>),
    /// The header `Link` has it.
    Header,
    /// Pages have numbers.
    Number {
        /// The query parameter of the number.
        parameter: String,
        /// The first page's.
        first: u64,
        /// The query parameter that says how many items a page has.
        size: Option<String>,
        /// Which page is the last.
        end: End,
    },
    /// A page begins behind so many items.
    Offset {
        /// The query parameter that says behind how many.
        parameter: String,
        /// The query parameter that says how many items a page has.
        size: Option<String>,
        /// Which page is the last.
        end: End,
    },
    /// The answer has what a query parameter takes, at the first of these places that says anything.
    Cursor {
        /// Where it is.
        places: Vec<String>,
        /// The query parameter.
        parameter: String,
        /// The query parameter that says how many items a page has.
        size: Option<String>,
        /// Which page is the last beside one that says nothing: without items, or with fewer than it may have.
        end: Option<End>,
    },
}

/// Which page is the last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// One without items.
    Empty,
    /// One with fewer items than it may have.
    Short,
    /// One without this header, or with nothing in it.
    Header(String),
}

/// How a request carries the token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TokenPlace {
    /// In a header.
    Header {
        /// Its name, in lower case.
        name: String,
        /// What stands before the token.
        before: String,
    },
    /// In a query parameter.
    Query(String),
    /// As name and password.
    Basic,
}

impl TokenPlace {
    /// The token that a header or a query parameter of this name carries.
    pub fn of<'t>(&self, name: &str, value: &'t str) -> Option<&'t str> {
        match self {
            Self::Header { name: header, before } if name.eq_ignore_ascii_case(header) => {
                Some(value.strip_prefix(before.as_str()).unwrap_or(value))
            }
            Self::Query(parameter) if name == parameter => Some(value),
            Self::Header { .. } | Self::Query(_) | Self::Basic => None,
        }
    }
}

/// What of OData a service knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OData {
    /// Query options that requests may take.
    pub options: BTreeSet<QueryOption>,
    /// Lists of what has changed, and links for the next time.
    pub delta: bool,
    /// Several requests in one.
    pub batch: bool,
}

impl OData {
    /// All of it.
    pub fn all() -> Self {
        Self { options: QueryOption::ALL.iter().copied().collect(), delta: true, batch: true }
    }

    /// Whether requests may take the option of a name.
    pub fn takes(&self, name: &str) -> bool {
        QueryOption::of(name).is_some_and(|it| self.options.contains(&it))
    }
}

/// OData's, which clients speak if nothing else is said.
impl Default for Protocol {
    fn default() -> Self {
        Self {
            lists: vec!["value".to_owned()],
            paging: Paging::Link(vec!["@odata.nextLink".to_owned(), "@nextLink".to_owned()]),
            error_codes: Vec::new(),
            error_messages: Vec::new(),
            token: TokenPlace::Header {
                name: "authorization".to_owned(),
                before: "Bearer ".to_owned(),
            },
            odata: OData::all(),
            sending: Sending::default(),
        }
    }
}

impl Protocol {
    /// Of a service of which nothing is said: lists are in `value`, or the whole answer, and nothing is known of OData.
    pub fn unsaid() -> Self {
        let lists = vec!["value".to_owned(), WHOLE.to_owned()];
        Self { lists, odata: OData::default(), ..Self::default() }
    }

    /// Whether the service knows anything of OData.
    pub fn knows_odata(&self) -> bool {
        self.odata != OData::default()
    }

    /// Whether lists are where OData has them.
    pub fn has_odata_lists(&self) -> bool {
        self.lists == ["value"]
    }

    /// Whether a whole answer may be a list.
    pub fn has_whole_lists(&self) -> bool {
        self.lists.iter().any(|it| it == WHOLE)
    }

    /// Whether an answer shows by itself whether it is a list. One whose only array is the list does not: a thing may have an array.
    pub fn shows_lists(&self) -> bool {
        !self.lists.iter().any(|it| it == ONLY)
    }

    /// The list that an answer is, and where it is: its place, which is empty where that is the whole answer.
    pub fn list_in<'v>(&self, body: &'v Value) -> Option<(String, &'v Value)> {
        if body.as_array().is_some() {
            return self.has_whole_lists().then(|| (String::new(), body));
        }
        self.lists.iter().filter(|it| *it != WHOLE).find_map(|place| match place.as_str() {
            ONLY => {
                let members = body.as_object()?;
                let mut arrays = members.iter().filter(|it| it.value.as_array().is_some());
                let only = arrays.next().filter(|_| arrays.next().is_none())?;
                Some((only.name.clone(), &only.value))
            }
            place => {
                let list = at(body, place).filter(|it| it.as_array().is_some())?;
                Some((place.to_owned(), list))
            }
        })
    }

    /// Whether an answer shows that it is a list.
    pub fn is_list(&self, body: &Value) -> bool {
        match self.shows_lists() {
            true => self.list_in(body).is_some(),
            false => body.as_array().is_some() && self.has_whole_lists(),
        }
    }

    /// The query parameter by which a client goes on in a list, if it is one that a list may do without.
    pub fn page_parameter(&self) -> Option<&str> {
        match &self.paging {
            Paging::Number { parameter, .. } | Paging::Offset { parameter, .. } => Some(parameter),
            Paging::Whole | Paging::Link(_) | Paging::Header | Paging::Cursor { .. } => None,
        }
    }
}

/// What is at a place. A name may have dots of its own.
fn at<'v>(body: &'v Value, place: &str) -> Option<&'v Value> {
    let members = body.as_object()?;
    let rest_of = |name: &str| {
        let rest = place.strip_prefix(name).filter(|_| !name.is_empty())?;
        (rest.is_empty() || rest.starts_with('.')).then_some(rest)
    };
    let steps = members.iter().rev().filter_map(|it| Some((rest_of(&it.name)?, &it.value)));
    let (rest, value) = steps.min_by_key(|(rest, _)| rest.len())?;
    match rest.strip_prefix('.') {
        Some(rest) => at(value, rest),
        None => Some(value),
    }
}
