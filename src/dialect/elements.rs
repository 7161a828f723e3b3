//! Elements that are parameters: `<ParamField path="{path}" type="{type}" required="{required}" deprecated="{deprecated}">`.

use std::fmt;

/// An element that is a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParameterElement {
    /// Its name.
    pub name: String,
    /// The attribute with the parameter's name.
    pub named: String,
    /// Where the parameter goes.
    pub place: ParameterPlace,
    /// The attribute with its type.
    pub ty: Option<String>,
    /// The attribute that says whether it must be given; without a value it must.
    pub required: Option<String>,
    /// The attribute that says that it should no longer be used, in the same way.
    pub deprecated: Option<String>,
}

/// Where a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterPlace {
    /// Nothing says it.
    Unsaid,
    /// Into the path.
    Path,
    /// Behind the path.
    Query,
    /// Into a header.
    Header,
    /// Into the body.
    Body,
    /// Nowhere: it is a member of what is answered.
    Answer,
}

/// What stands for a parameter's name, by where it goes.
const PLACES: &[(&str, ParameterPlace)] = &[
    ("{name}", ParameterPlace::Unsaid),
    ("{path}", ParameterPlace::Path),
    ("{query}", ParameterPlace::Query),
    ("{header}", ParameterPlace::Header),
    ("{body}", ParameterPlace::Body),
    ("{answer}", ParameterPlace::Answer),
];
impl ParameterPlace {
    /// What files of dialects call those that a column or a note may say.
    pub(super) const KEYS: &'static [(&'static str, Self)] = &[
        ("path", Self::Path),
        ("query", Self::Query),
        ("header", Self::Header),
        ("body", Self::Body),
    ];
}

const TYPE: &str = "{type}";
const REQUIRED: &str = "{required}";
const DEPRECATED: &str = "{deprecated}";

impl ParameterElement {
    /// Reads an example of an element; `None` for a text that is none.
    pub(super) fn of(text: &str) -> Option<Self> {
        let (open, rest) = text.trim().strip_prefix('<')?.split_once('>')?;
        let open = open.trim_end_matches('/').trim();
        let (name, attributes) = open.split_once(char::is_whitespace)?;
        let is_name = |it: &str| !it.is_empty() && it.chars().all(is_part);
        let end = rest.trim();
        if !is_name(name) || !(end.is_empty() || end == format!("</{name}>")) {
            return None;
        }
        let mut found = None;
        let (mut ty, mut required, mut deprecated) = (None, None, None);
        for attribute in attributes.split_whitespace() {
            let (key, value) = attribute.split_once('=')?;
            let value = value.trim_matches(['"', '\'']);
            let key = Some(key).filter(|it| is_name(it))?.to_owned();
            let slot = match value {
                TYPE => &mut ty,
                REQUIRED => &mut required,
                DEPRECATED => &mut deprecated,
                _ => {
                    let (_, place) = PLACES.iter().find(|(hole, _)| *hole == value)?;
                    if found.replace((key, *place)).is_some() {
                        return None;
                    }
                    continue;
                }
            };
            if slot.replace(key).is_some() {
                return None;
            }
        }
        let (named, place) = found?;
        Some(Self { name: name.to_owned(), named, place, ty, required, deprecated })
    }
}

fn is_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ':')
}

impl fmt::Display for ParameterElement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hole = PLACES.iter().find(|(_, it)| *it == self.place).map_or("", |(hole, _)| hole);
        write!(f, "<{} {}=\"{hole}\"", self.name, self.named)?;
        let others = [(&self.ty, TYPE), (&self.required, REQUIRED), (&self.deprecated, DEPRECATED)];
        for (attribute, hole) in others {
            if let Some(attribute) = attribute {
                write!(f, " {attribute}=\"{hole}\"")?;
            }
        }
        f.write_str(">")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_by_an_example_of_each() {
        for text in [
            "<ParamField path=\"{path}\" type=\"{type}\" required=\"{required}\">",
            "<Field name=\"{name}\" deprecated=\"{deprecated}\">",
            "<Api.Field id=\"{answer}\" kind=\"{type}\">",
        ] {
            let read = ParameterElement::of(text).expect("an element");
            assert_eq!(read.to_string(), text);
        }
        let read =
            ParameterElement::of(" <P q='{query}' must={required} ></P> ").expect("an element");
        assert_eq!(read.to_string(), "<P q=\"{query}\" must=\"{required}\">");
        for text in
            ["<P>", "<P a=\"{x}\">", "<P a=\"{name}\" b=\"{body}\">", "P", "<P a=\"{type}\">"]
        {
            assert_eq!(ParameterElement::of(text), None, "{text}");
        }
    }
}
