//! How a service answers and is asked, as a table `[service]` says it. What is said becomes names of headers, parameters and members
//! in the client, so it is made of what these are made of.

use super::characters::is_url_char;
use super::sending;
use crate::odata::QueryOption;
use crate::protocol::{End, OData, ONLY, Paging, Protocol, Sending, TokenPlace, WHOLE};
use crate::toml_file::{FileError, TomlFile, known_are};
use crate::visible::is_unseen;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The keys of `[service]` that are read here.
pub(super) const KEYS: &[&str] = &["body", "errors", "list", "odata", "paging", "token"];
/// The longest name of anything.
const MOST_CHARS: usize = 200;
/// The most places of a kind.
const MOST_PLACES: usize = 20;
/// The highest number that a first page has.
const MOST_FIRST: i64 = 1_000_000;

const LIST: &str = "`list` is where the items of a list are: `\"items\"`, `\"data.items\"`, `\".\"` for the whole answer, `\"*\"` for its \
    only array, or a list of these";
const PLACE: &str =
    "a place is the name of a member, or several with dots between them: `\"meta.next\"`";
const MEMBER: &str = "`member` is a member of the answer (`\"meta.next\"`), a header (`\"X-Next:\"`), or a list of these";
const TOKEN: &str = "`token` is how a request carries the token: `\"Authorization: Bearer {token}\"`, `\"X-Key: {token}\"`, \
    `\"?key={token}\"` or `\"Authorization: Basic {basic}\"`";
const PARAMETER: &str =
    "a query parameter has no blanks, quotes and delimiters: `\"page\"`, `\"page[number]\"`";
const NO_PARAMETER: &str =
    "`parameter` is missing, the query parameter that says which page: `parameter = \"page\"`";
const END: &str = "`end` is `\"empty\"`, `\"short\"`, or a header: `\"X-Next-Page:\"`";
const END_OF_CURSOR: &str =
    "`end` of a cursor is `\"empty\"` or `\"short\"`: a header with the cursor is a `member`";
const BY: &str = "`by` is one of: none, link, header, number, offset, cursor";
const ODATA: &str = "`odata` is `true`, `false`, or a list: `[\"$select\", \"delta\"]`";
const FIRST: &str = "`first` is the number of the first page: `0` or `1`";

/// What a table `[service]` says of how the service answers. What it leaves unsaid stays as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnswersTable {
    lists: Option<Vec<String>>,
    paging: Option<Paging>,
    error_codes: Option<Vec<String>>,
    error_messages: Option<Vec<String>>,
    token: Option<TokenPlace>,
    odata: Option<OData>,
    sending: Option<Sending>,
}

impl AnswersTable {
    /// This table, and what another says where it is silent.
    pub(super) fn or(self, other: &Self) -> Self {
        Self {
            lists: self.lists.or_else(|| other.lists.clone()),
            paging: self.paging.or_else(|| other.paging.clone()),
            error_codes: self.error_codes.or_else(|| other.error_codes.clone()),
            error_messages: self.error_messages.or_else(|| other.error_messages.clone()),
            token: self.token.or_else(|| other.token.clone()),
            odata: self.odata.or_else(|| other.odata.clone()),
            sending: self.sending.or(other.sending),
        }
    }

    /// Puts what is said in the place of what a protocol is otherwise.
    pub(super) fn apply(&self, protocol: &mut Protocol) {
        let Self { lists, paging, error_codes, error_messages, token, odata, sending } =
            self.clone();
        let set = |place: &mut Vec<String>, said: Option<Vec<String>>| {
            if let Some(said) = said {
                *place = said;
            }
        };
        set(&mut protocol.lists, lists);
        set(&mut protocol.error_codes, error_codes);
        set(&mut protocol.error_messages, error_messages);
        protocol.paging = paging.unwrap_or_else(|| protocol.paging.clone());
        protocol.token = token.unwrap_or_else(|| protocol.token.clone());
        protocol.odata = odata.unwrap_or_else(|| protocol.odata.clone());
        protocol.sending = sending.unwrap_or(protocol.sending);
    }

    /// Reads one of its [`KEYS`].
    pub(super) fn read<'t>(
        &mut self,
        toml: &TomlFile<'t>,
        key: &str,
        value: &Spanned<DeValue<'t>>,
    ) -> Result<(), FileError> {
        match key {
            "list" => {
                let is_place = |it: &str| [WHOLE, ONLY].contains(&it) || is_place(it);
                let lists = texts(toml, value, LIST, is_place)?;
                if lists.is_empty() {
                    return Err(toml.error(value.span(), LIST));
                }
                self.lists = Some(lists);
            }
            "token" => self.token = Some(token(toml, value)?),
            "odata" => self.odata = Some(odata(toml, value)?),
            "paging" => self.paging = Some(paging(toml, value)?),
            "body" => self.sending = Some(sending::read(toml, value)?),
            _ => self.errors(toml, value)?,
        }
        Ok(())
    }

    fn errors<'t>(
        &mut self,
        toml: &TomlFile<'t>,
        value: &Spanned<DeValue<'t>>,
    ) -> Result<(), FileError> {
        let wanted = "`errors` is a table: write `[service.errors]`";
        for (key, value) in toml.table_of(value, wanted)? {
            let places = |value| {
                let places = texts(toml, value, PLACE, |it| is_place(&without_brackets(it)))?;
                Ok(Some(places.iter().map(|it| without_brackets(it)).collect()))
            };
            match key.get_ref().as_ref() {
                "code" => self.error_codes = places(value)?,
                "message" => self.error_messages = places(value)?,
                _ => return Err(unknown(toml, key, &["code", "message"])),
            }
        }
        Ok(())
    }
}

/// `errors[].message` is the same as `errors.message`: in an array it is that of each item.
fn without_brackets(place: &str) -> String {
    let place = place.replace("[]", "");
    place.strip_prefix('.').unwrap_or(&place).to_owned()
}

fn unknown<'t>(
    toml: &TomlFile<'t>,
    key: &Spanned<std::borrow::Cow<'t, str>>,
    known: &'static [&'static str],
) -> FileError {
    let names = || known.iter().copied();
    toml.unknown("key", key, names(), known_are(names()))
}

/// A text or a list of them, each of which has to be something.
fn texts<'t>(
    toml: &TomlFile<'t>,
    value: &Spanned<DeValue<'t>>,
    wanted: &str,
    is_it: impl Fn(&str) -> bool,
) -> Result<Vec<String>, FileError> {
    let one = |value: &Spanned<DeValue<'t>>| match toml.text_of(value, wanted)? {
        text if is_it(text) => Ok(text.to_owned()),
        _ => Err(toml.error(value.span(), wanted)),
    };
    let items = match value.get_ref() {
        DeValue::Array(_) => toml.items_of(value, wanted)?.map(one).collect::<Result<_, _>>()?,
        _ => vec![one(value)?],
    };
    match items.len() > MOST_PLACES {
        true => Err(toml.error(value.span(), wanted)),
        false => Ok(items),
    }
}

/// Names of members with dots between them.
fn is_place(text: &str) -> bool {
    let is_name_char =
        |c: char| !(c.is_whitespace() || is_unseen(c) || "\"'`\\<>{}[]*:".contains(c));
    text.split('.').all(|it| !it.is_empty())
        && text.chars().all(is_name_char)
        && text.chars().count() <= MOST_CHARS
}

/// A header, in lower case: a token of RFC 9110.
fn header(text: &str) -> Option<String> {
    let is_token_char = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_|~".contains(c);
    let is_header = !text.is_empty() && text.len() <= MOST_CHARS && text.chars().all(is_token_char);
    is_header.then(|| text.to_ascii_lowercase())
}

fn is_parameter(text: &str) -> bool {
    let is_char = |c: char| (is_url_char(c) || "[]()".contains(c)) && !"&=?#/+%".contains(c);
    !text.is_empty() && text.chars().count() <= MOST_CHARS && text.chars().all(is_char)
}

fn token<'t>(toml: &TomlFile<'t>, value: &Spanned<DeValue<'t>>) -> Result<TokenPlace, FileError> {
    let text = toml.text_of(value, TOKEN)?;
    token_place(text.trim()).ok_or_else(|| toml.error(value.span(), TOKEN))
}

fn token_place(text: &str) -> Option<TokenPlace> {
    if let Some(option) = text.strip_prefix('?') {
        let name = option.strip_suffix("={token}").filter(|it| is_parameter(it))?;
        return Some(TokenPlace::Query(name.to_owned()));
    }
    let (name, value) = text.split_once(':')?;
    let (name, value) = (header(name)?, value.trim_start());
    if let Some(before) = value.strip_suffix("{basic}") {
        let is_basic = name == "authorization" && before.trim_end().eq_ignore_ascii_case("basic");
        return is_basic.then_some(TokenPlace::Basic);
    }
    let before = value.strip_suffix("{token}")?;
    let is_before = |c: char| (c.is_ascii_graphic() || c == ' ') && !"\"'`\\<>{}[]".contains(c);
    let is_short = before.len() <= MOST_CHARS && before.chars().all(is_before);
    is_short.then(|| TokenPlace::Header { name, before: before.to_owned() })
}

fn odata<'t>(toml: &TomlFile<'t>, value: &Spanned<DeValue<'t>>) -> Result<OData, FileError> {
    match value.get_ref() {
        DeValue::Boolean(true) => return Ok(OData::all()),
        DeValue::Boolean(false) => return Ok(OData::default()),
        _ => {}
    }
    let mut odata = OData::default();
    for item in toml.items_of(value, ODATA)? {
        match toml.text_of(item, ODATA)? {
            "delta" => odata.delta = true,
            "batch" => odata.batch = true,
            name => {
                let Some(option) = QueryOption::of(name) else {
                    let names: Vec<&str> = QueryOption::ALL.iter().map(|it| it.name()).collect();
                    let names = || names.iter().copied().chain(["delta", "batch"]);
                    let name = Spanned::new(item.span(), name);
                    return Err(toml.unknown("part of OData", &name, names(), known_are(names())));
                };
                odata.options.insert(option);
            }
        }
    }
    Ok(odata)
}

/// The keys of `[service.paging]`.
const PAGING: &[&str] = &["by", "end", "first", "member", "parameter", "size"];
/// What each way to page takes.
const WAYS: &[(&str, &[&str])] = &[
    ("none", &[]),
    ("link", &["member"]),
    ("header", &[]),
    ("number", &["parameter", "first", "size", "end"]),
    ("offset", &["parameter", "size", "end"]),
    ("cursor", &["member", "parameter", "size", "end"]),
];

fn paging<'t>(toml: &TomlFile<'t>, value: &Spanned<DeValue<'t>>) -> Result<Paging, FileError> {
    let table = toml.table_of(value, "`paging` is a table: write `[service.paging]`")?;
    if let Some(key) = table.keys().find(|it| !PAGING.contains(&it.get_ref().as_ref())) {
        return Err(unknown(toml, key, PAGING));
    }
    let Some(by) = table.get("by") else { return Err(toml.error(value.span(), BY)) };
    let name = toml.text_of(by, BY)?;
    let Some((way, taken)) = WAYS.iter().find(|(it, _)| *it == name) else {
        return Err(toml.error(by.span(), BY));
    };
    let is_idle = |key: &&Spanned<std::borrow::Cow<'t, str>>| {
        key.get_ref() != "by" && !taken.contains(&key.get_ref().as_ref())
    };
    if let Some(key) = table.keys().find(is_idle) {
        let message = format!("`{}` says nothing where lists go on by `{way}`", key.get_ref());
        return Err(toml.error(key.span(), &message));
    }
    let rows = Rows { toml, table, whole: value };
    Ok(match *way {
        "none" => Paging::Whole,
        "header" => Paging::Header,
        "link" => Paging::Link(rows.places()?),
        "cursor" => Paging::Cursor {
            places: rows.places()?,
            parameter: rows.parameter()?,
            size: rows.size()?,
            end: rows.end_of_cursor()?,
        },
        "number" => Paging::Number {
            parameter: rows.parameter()?,
            first: rows.first()?,
            size: rows.size()?,
            end: rows.end()?,
        },
        _ => Paging::Offset { parameter: rows.parameter()?, size: rows.size()?, end: rows.end()? },
    })
}

/// The rows of `[service.paging]`.
struct Rows<'v, 't> {
    toml: &'v TomlFile<'t>,
    table: &'v DeTable<'t>,
    whole: &'v Spanned<DeValue<'t>>,
}

impl Rows<'_, '_> {
    fn places(&self) -> Result<Vec<String>, FileError> {
        let Some(value) = self.table.get("member") else {
            return Err(self.toml.error(self.whole.span(), MEMBER));
        };
        let is_it = |it: &str| match it.strip_suffix(':') {
            Some(name) => header(name).is_some(),
            None => is_place(it),
        };
        let places = texts(self.toml, value, MEMBER, is_it)?;
        let lower = |it: String| if it.ends_with(':') { it.to_ascii_lowercase() } else { it };
        match places.is_empty() {
            true => Err(self.toml.error(value.span(), MEMBER)),
            false => Ok(places.into_iter().map(lower).collect()),
        }
    }

    fn parameter(&self) -> Result<String, FileError> {
        match self.named("parameter")? {
            Some(name) => Ok(name),
            None => Err(self.toml.error(self.whole.span(), NO_PARAMETER)),
        }
    }

    fn size(&self) -> Result<Option<String>, FileError> {
        self.named("size")
    }

    fn named(&self, key: &str) -> Result<Option<String>, FileError> {
        let Some(value) = self.table.get(key) else { return Ok(None) };
        match self.toml.text_of(value, PARAMETER)? {
            text if is_parameter(text) => Ok(Some(text.to_owned())),
            _ => Err(self.toml.error(value.span(), PARAMETER)),
        }
    }

    fn first(&self) -> Result<u64, FileError> {
        let Some(value) = self.table.get("first") else { return Ok(1) };
        let number = match value.get_ref() {
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok(),
            _ => None,
        };
        let number = number.filter(|it| *it <= MOST_FIRST).and_then(|it| u64::try_from(it).ok());
        number.ok_or_else(|| self.toml.error(value.span(), FIRST))
    }

    /// Without a cursor a page is the last whatever is said here; a header tells nothing more.
    fn end_of_cursor(&self) -> Result<Option<End>, FileError> {
        match (self.table.get("end"), self.end()?) {
            (None, _) => Ok(None),
            (Some(value), End::Header(_)) => Err(self.toml.error(value.span(), END_OF_CURSOR)),
            (Some(_), end) => Ok(Some(end)),
        }
    }

    fn end(&self) -> Result<End, FileError> {
        let Some(value) = self.table.get("end") else { return Ok(End::Empty) };
        match self.toml.text_of(value, END)? {
            "empty" => Ok(End::Empty),
            "short" => Ok(End::Short),
            text => {
                let name = text.strip_suffix(':').and_then(header);
                name.map(End::Header).ok_or_else(|| self.toml.error(value.span(), END))
            }
        }
    }
}

#[cfg(test)]
mod tests;
