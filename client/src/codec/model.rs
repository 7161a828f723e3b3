//! What a generated struct tells about itself, and what the codec does through it.

use super::decode::Decode;
use super::encode::{Encode, to_vec};
use super::extra::Extra;
use super::reader::Reader;
use super::writer::Writer;
use crate::json::Value;
use std::fmt;

/// A structured type: its documented members by position, and what else was read.
///
/// Implemented by generated code, by hand where a service has a type that its docs forgot:
///
/// ```
/// use docwright_client::{Extra, Member, Model, codec};
///
/// #[derive(Clone, Default)]
/// struct Recipient {
///     name: Option<String>,
///     extra: Extra,
/// }
///
/// impl Model for Recipient {
///     const NAME: &'static str = "example.recipient";
///     const MEMBERS: &'static [&'static str] = &["name"];
///     fn member(&self, index: usize) -> Option<&dyn Member> {
///         Some(match index { 0 => &self.name, _ => return None })
///     }
///     fn member_mut(&mut self, index: usize) -> Option<&mut dyn Member> {
///         Some(match index { 0 => &mut self.name, _ => return None })
///     }
///     fn extra(&self) -> &Extra { &self.extra }
///     fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
/// }
///
/// let recipient: Recipient = codec::from_slice(br#"{"name": "Ann", "nickname": "A"}"#)?;
/// assert_eq!(recipient.name.as_deref(), Some("Ann"));
/// assert_eq!(recipient.extra.get("nickname"), Some(&"A".into()));
/// assert_eq!(codec::to_value(&recipient).to_string(), r#"{"name":"Ann","nickname":"A"}"#);
/// # Ok::<(), docwright_client::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no type with documented members",
    label = "expected a structured type"
)]
pub trait Model: Default + Send + Sync + 'static {
    /// The qualified name, as in `@odata.type`.
    const NAME: &'static str;
    /// The documented members' names on the wire, bases' included; the index is the member's position.
    const MEMBERS: &'static [&'static str];
    /// The qualified names of the types derived from it, directly or not.
    const DERIVED: &'static [&'static str] = &[];

    /// The member at a position of [`Self::MEMBERS`].
    fn member(&self, index: usize) -> Option<&dyn Member>;
    /// The member at a position of [`Self::MEMBERS`], to be set.
    fn member_mut(&mut self, index: usize) -> Option<&mut dyn Member>;
    /// What was read beyond the documented members.
    fn extra(&self) -> &Extra;
    /// What was read beyond the documented members, to be changed.
    fn extra_mut(&mut self) -> &mut Extra;

    /// Whether a whole answer can be this ([`Decode::check_answer`]).
    #[doc(hidden)]
    fn check_answer(&self, reader: &mut Reader<'_>) -> Option<()> {
        let _ = reader;
        Some(())
    }

    /// The model without its type.
    #[doc(hidden)]
    fn object(&self) -> &dyn Object {
        self
    }

    /// The model without its type, to be changed.
    #[doc(hidden)]
    fn object_mut(&mut self) -> &mut dyn Object {
        self
    }
}

/// A boxed model is a model: recursion in types needs the box, JSON does not see it.
impl<M: Model> Model for Box<M> {
    const NAME: &'static str = M::NAME;
    const MEMBERS: &'static [&'static str] = M::MEMBERS;
    const DERIVED: &'static [&'static str] = M::DERIVED;

    fn member(&self, index: usize) -> Option<&dyn Member> {
        (**self).member(index)
    }

    fn member_mut(&mut self, index: usize) -> Option<&mut dyn Member> {
        (**self).member_mut(index)
    }

    fn extra(&self) -> &Extra {
        (**self).extra()
    }

    fn extra_mut(&mut self) -> &mut Extra {
        (**self).extra_mut()
    }

    fn object(&self) -> &dyn Object {
        (**self).object()
    }

    fn object_mut(&mut self) -> &mut dyn Object {
        (**self).object_mut()
    }
}

/// A field of a model, whatever its type: the codec reads and writes fields through this.
pub trait Member {
    /// Sets the field from JSON, if a value of its type is next; otherwise leaves it as it is.
    fn set(&mut self, reader: &mut Reader<'_>) -> bool;
    /// Whether the field has a value.
    fn is_set(&self) -> bool;
    /// Writes the value.
    fn write(&self, json: &mut Writer);
    /// Whether the field still means what `original` says.
    fn means(&self, original: &Value) -> bool;
    /// The JSON it is read from, in words.
    fn expects(&self) -> &'static str;
    /// Shows the value in `Debug`, its texts only if they are not secret.
    #[doc(hidden)]
    fn show(&self, f: &mut fmt::Formatter<'_>, is_secret: bool) -> fmt::Result;
}

impl<T: Decode + Encode> Member for Option<T> {
    fn set(&mut self, reader: &mut Reader<'_>) -> bool {
        let value = T::decode(reader);
        let is_read = value.is_some();
        if is_read {
            *self = value;
        }
        is_read
    }

    fn is_set(&self) -> bool {
        self.is_some()
    }

    fn write(&self, json: &mut Writer) {
        self.encode(json);
    }

    fn means(&self, original: &Value) -> bool {
        // The constant spares most types the code below.
        T::RESPELLS && {
            let read = T::decode(&mut Reader::new(&original.to_string()));
            read.is_some() && to_vec(&read) == to_vec(self)
        }
    }

    fn expects(&self) -> &'static str {
        T::EXPECTS
    }

    fn show(&self, f: &mut fmt::Formatter<'_>, is_secret: bool) -> fmt::Result {
        Encode::show(self, f, is_secret)
    }
}

/// A collection that is always there, as in a page.
impl<T: Decode + Encode> Member for Vec<T> {
    fn set(&mut self, reader: &mut Reader<'_>) -> bool {
        let items = Vec::decode(reader);
        let is_read = items.is_some();
        if let Some(items) = items {
            *self = items;
        }
        is_read
    }

    /// An empty one that was read as something else gives way to that.
    fn is_set(&self) -> bool {
        true
    }

    fn write(&self, json: &mut Writer) {
        self.encode(json);
    }

    fn means(&self, original: &Value) -> bool {
        if T::RESPELLS
            && let Some(read) = Vec::<T>::decode(&mut Reader::new(&original.to_string()))
        {
            return to_vec(&read) == to_vec(self);
        }
        self.is_empty()
    }

    fn expects(&self) -> &'static str {
        Vec::<T>::EXPECTS
    }

    fn show(&self, f: &mut fmt::Formatter<'_>, is_secret: bool) -> fmt::Result {
        Encode::show(self, f, is_secret)
    }
}

/// A model without its type: what keeps the codec's loops from being compiled once for each struct.
#[doc(hidden)]
pub trait Object {
    fn name(&self) -> &'static str;
    fn names(&self) -> &'static [&'static str];
    fn at(&self, index: usize) -> Option<&dyn Member>;
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Member>;
    fn rest(&self) -> &Extra;
    fn rest_mut(&mut self) -> &mut Extra;
}

impl<M: Model> Object for M {
    fn name(&self) -> &'static str {
        M::NAME
    }

    fn names(&self) -> &'static [&'static str] {
        M::MEMBERS
    }

    fn at(&self, index: usize) -> Option<&dyn Member> {
        self.member(index)
    }

    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Member> {
        self.member_mut(index)
    }

    fn rest(&self) -> &Extra {
        self.extra()
    }

    fn rest_mut(&mut self) -> &mut Extra {
        self.extra_mut()
    }
}

pub(crate) fn odata_type_of(object: &dyn Object) -> Option<String> {
    let field = object.names().iter().position(|it| *it == "@odata.type");
    let field = field.and_then(|index| object.at(index)).filter(|it| it.is_set());
    let sent = match field {
        Some(field) => {
            let mut json = Writer::default();
            field.write(&mut json);
            serde_json::from_slice(&json.into_vec()).ok()
        }
        None => object.rest().get("@odata.type").cloned(),
    };
    sent?.as_str().map(|it| it.trim_start_matches('#').to_owned())
}
