//! Bodies that are no JSON: forms (`application/x-www-form-urlencoded`), and parts some of which are files
//! (`multipart/form-data`, RFC 7578).

use crate::error::{Error, ErrorKind};
use crate::json::Value;
use bytes::Bytes;
use std::fmt;
use url::form_urlencoded::Serializer;

/// The media type of a form.
pub(super) const FORM: &str = "application/x-www-form-urlencoded";

/// How a form writes what is more than a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormStyle {
    lists: FormLists,
    members: FormMembers,
}

/// How a form writes a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormLists {
    /// `a[]=1&a[]=2`; of objects `a[][b]=1&a[][b]=2`.
    Brackets,
    /// `a[0]=1&a[1]=2`
    Indices,
    /// `a=1&a=2`; of objects as with indices.
    Repeated,
    /// `a=1,2`; of objects as with indices.
    Commas,
}

/// How a form writes a member of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormMembers {
    /// `a[b]=1`
    Brackets,
    /// `a.b=1`
    Dots,
}

impl FormStyle {
    /// Brackets for all that is more than a text: `a[]=1&a[]=2&b[c]=3`.
    pub const BRACKETS: Self = Self { lists: FormLists::Brackets, members: FormMembers::Brackets };

    /// The same, with lists written so.
    #[must_use]
    pub const fn lists(self, lists: FormLists) -> Self {
        Self { lists, ..self }
    }

    /// The same, with members of objects written so.
    #[must_use]
    pub const fn members(self, members: FormMembers) -> Self {
        Self { members, ..self }
    }

    /// The fields of a body. `null` is a field without a value, and an empty list is no field: a form has neither.
    fn fields(self, body: &Value) -> Result<Vec<(String, String)>, Error> {
        let mut fields = Vec::new();
        match body {
            Value::Object(members) => {
                members.iter().for_each(|(name, value)| self.add(&mut fields, name.clone(), value));
            }
            Value::Null => {}
            Value::Array(_) | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
                let message = "the body is no JSON object: the fields of a form have names";
                return Err(Error::new(ErrorKind::Request, message));
            }
        }
        Ok(fields)
    }

    fn add(self, fields: &mut Vec<(String, String)>, name: String, value: &Value) {
        match value {
            Value::Object(members) => {
                for (member, value) in members {
                    let name = match self.members {
                        FormMembers::Brackets => format!("{name}[{member}]"),
                        FormMembers::Dots => format!("{name}.{member}"),
                    };
                    self.add(fields, name, value);
                }
            }
            Value::Array(items) => self.add_list(fields, &name, items),
            _ => fields.push((name, text(value))),
        }
    }

    fn add_list(self, fields: &mut Vec<(String, String)>, name: &str, items: &[Value]) {
        let is_plain = items.iter().all(|it| !it.is_object() && !it.is_array());
        if self.lists == FormLists::Commas && is_plain && !items.is_empty() {
            let all: Vec<String> = items.iter().map(text).collect();
            fields.push((name.to_owned(), all.join(",")));
            return;
        }
        for (index, item) in items.iter().enumerate() {
            let name = match self.lists {
                FormLists::Brackets => format!("{name}[]"),
                FormLists::Repeated if is_plain => name.to_owned(),
                FormLists::Indices | FormLists::Repeated | FormLists::Commas => {
                    format!("{name}[{index}]")
                }
            };
            self.add(fields, name, item);
        }
    }
}

/// A value as a form has it.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// A body of JSON as a form.
pub(super) fn to_form(body: &[u8], style: FormStyle) -> Result<String, Error> {
    let fields = style.fields(&read(body)?)?;
    Ok(Serializer::new(String::new()).extend_pairs(fields).finish())
}

/// A body of JSON and files as parts, and their content type.
pub(super) fn to_parts(
    body: &[u8],
    files: &FileParts,
    style: FormStyle,
) -> Result<(String, Vec<u8>), Error> {
    let fields = style.fields(&read(body)?)?;
    // What a file sends takes the place of what the body says of it.
    let fields = fields.iter().filter(|it| !files.0.iter().any(|file| file.name == it.0));
    let fields: Vec<&(String, String)> = fields.collect();
    let is_free = |mark: &str| {
        let holds = |text: &[u8]| text.windows(mark.len()).any(|it| it == mark.as_bytes());
        !fields.iter().any(|it| holds(it.1.as_bytes()))
            && !files.0.iter().any(|it| holds(&it.content))
    };
    // The same bytes for the same parts; only who writes the mark into a part makes another be taken.
    let mark = (0_u64..).map(|n| format!("docwright-part-{n:016}")).find(|it| is_free(it));
    let mark = mark.unwrap_or_default();
    let mut bytes = Vec::new();
    for (name, value) in fields {
        bytes.extend(head(&mark, name, None).bytes());
        bytes.extend(value.bytes().chain(*b"\r\n"));
    }
    for file in &files.0 {
        bytes.extend(head(&mark, &file.name, Some((&file.file_name, &file.media))).bytes());
        bytes.extend(file.content.iter().chain(b"\r\n"));
    }
    bytes.extend(format!("--{mark}--\r\n").bytes());
    Ok((format!("multipart/form-data; boundary={mark}"), bytes))
}

/// What stands before the bytes of a part.
fn head(mark: &str, name: &str, file: Option<(&str, &str)>) -> String {
    let mut head = format!("--{mark}\r\nContent-Disposition: form-data; name=\"{}\"", quoted(name));
    if let Some((file_name, media)) = file {
        head +=
            &format!("; filename=\"{}\"\r\nContent-Type: {}", quoted(file_name), one_line(media));
    }
    head + "\r\n\r\n"
}

/// A name within quotes, as browsers write it.
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

fn one_line(text: &str) -> String {
    text.chars().filter(|it| !it.is_control()).collect()
}

fn read(body: &[u8]) -> Result<Value, Error> {
    serde_json::from_slice(body).map_err(|error| {
        Error::new(ErrorKind::Request, format!("the body can't be written as a form: {error}"))
    })
}

/// The files of a body in parts (`multipart/form-data`), each by the name of its field.
///
/// ```
/// # use docwright_client::FileParts;
/// let parts = FileParts::new().file("picture", "lamp.png", "image/png", vec![137, 80, 78, 71]);
/// # let _ = parts;
/// ```
#[derive(Clone, Default)]
pub struct FileParts(Vec<FilePart>);

#[derive(Clone)]
struct FilePart {
    name: String,
    file_name: String,
    media: String,
    content: Bytes,
}

impl FileParts {
    /// No file.
    pub fn new() -> Self {
        Self::default()
    }

    /// With a file: the name of its field, what it is called, its media type, and its bytes. Of a field that takes several files
    /// each is given by itself.
    #[must_use]
    pub fn file(
        mut self,
        name: impl Into<String>,
        file_name: impl Into<String>,
        media_type: impl Into<String>,
        content: impl Into<Bytes>,
    ) -> Self {
        let (name, file_name, media) = (name.into(), file_name.into(), media_type.into());
        self.0.push(FilePart { name, file_name, media, content: content.into() });
        self
    }
}

/// Without what is in the files.
impl fmt::Debug for FileParts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let files = self.0.iter().map(|it| (&it.name, it.content.len()));
        f.debug_map().entries(files).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::{FileParts, FormLists, FormMembers, FormStyle, to_form, to_parts};

    const BODY: &str =
        r#"{"n":"a b&c","l":[1,2],"o":{"p":{"q":true}},"x":null,"e":[],"k":[{"a":1},{"a":2}]}"#;

    #[track_caller]
    fn check(style: FormStyle, expected: &str) {
        let form = to_form(BODY.as_bytes(), style).expect("it is an object");
        assert_eq!(form.replace("%5B", "[").replace("%5D", "]"), expected);
    }

    #[test]
    fn what_is_more_than_a_text_is_written_in_a_style() {
        let style = FormStyle::BRACKETS;
        check(style, "n=a+b%26c&l[]=1&l[]=2&o[p][q]=true&x=&k[][a]=1&k[][a]=2");
        check(
            style.lists(FormLists::Indices).members(FormMembers::Dots),
            "n=a+b%26c&l[0]=1&l[1]=2&o.p.q=true&x=&k[0].a=1&k[1].a=2",
        );
        check(
            style.lists(FormLists::Repeated),
            "n=a+b%26c&l=1&l=2&o[p][q]=true&x=&k[0][a]=1&k[1][a]=2",
        );
        check(
            style.lists(FormLists::Commas),
            "n=a+b%26c&l=1%2C2&o[p][q]=true&x=&k[0][a]=1&k[1][a]=2",
        );
    }

    #[test]
    fn a_form_is_made_of_an_object() {
        for body in ["[1]", "\"a\"", "3"] {
            let error = to_form(body.as_bytes(), FormStyle::BRACKETS).expect_err("it has no names");
            assert!(error.to_string().contains("no JSON object"), "{error}");
        }
        assert_eq!(to_form(b"null", FormStyle::BRACKETS).expect("it is nothing"), "");
    }

    #[test]
    fn nothing_in_a_part_ends_it() {
        let first = "docwright-part-0000000000000000";
        let body = format!(r#"{{"note":"--{first}","file":"said twice"}}"#);
        let files = FileParts::new().file("file", "a\"\r\nb.png", "image/png\r\nX: y", "bytes");
        let (media, bytes) =
            to_parts(body.as_bytes(), &files, FormStyle::BRACKETS).expect("it is an object");
        let mark = "docwright-part-0000000000000001";
        assert_eq!(media, format!("multipart/form-data; boundary={mark}"));
        assert_eq!(
            String::from_utf8_lossy(&bytes),
            format!(
                "--{mark}\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\n--{first}\r\n\
                 --{mark}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a%22%0D%0Ab.png\"\r\n\
                 Content-Type: image/pngX: y\r\n\r\nbytes\r\n--{mark}--\r\n"
            )
        );
    }
}
