//! What a generated struct tells about itself, and what the codec does through it.

use super::erased::{Member, Object, Shape, Values};
use super::extra::Extra;
use super::listed::Listed;
use super::raw::RawValue;
use super::reader::Reader;
use super::writer::Writer;
use std::borrow::Cow;
use std::sync::Arc;

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
///     fn member(&self, index: usize) -> Result<&dyn Member, &Extra> {
///         Ok(match index { 0 => &self.name, _ => return Err(&self.extra) })
///     }
///     fn member_mut(&mut self, index: usize) -> Result<&mut dyn Member, &mut Extra> {
///         Ok(match index { 0 => &mut self.name, _ => return Err(&mut self.extra) })
///     }
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

    /// The member at a position of [`Self::MEMBERS`]; behind the last one there is what was read beyond them.
    // One method for both: of a large client's thousands of types each method is checked anew.
    fn member(&self, index: usize) -> Result<&dyn Member, &Extra>;
    /// The member at a position of [`Self::MEMBERS`], to be set; behind the last one there is what was read beyond them.
    fn member_mut(&mut self, index: usize) -> Result<&mut dyn Member, &mut Extra>;

    /// What was read beyond the documented members.
    fn extra(&self) -> &Extra {
        self.object().rest()
    }

    /// What was read beyond the documented members, to be changed.
    fn extra_mut(&mut self) -> &mut Extra {
        self.object_mut().rest_mut()
    }

    /// Its `@odata.etag`, if it was sent: what `If-Match` takes.
    fn etag(&self) -> Option<String> {
        control_of(self.object(), "@odata.etag")
    }

    /// The qualified name in its `@odata.type`, without its `#`, if it was sent.
    fn odata_type(&self) -> Option<String> {
        odata_type_of(self.object())
    }

    /// Whether a whole answer can be this ([`Decode::check_answer`]).
    #[doc(hidden)]
    fn check_answer(&mut self, reader: &mut Reader<'_>) -> Option<()> {
        let _ = reader;
        Some(())
    }

    /// Reads a page of a service that has its lists elsewhere than OData says; `None` if this is none.
    #[doc(hidden)]
    #[inline]
    fn decode_page(reader: &mut Reader<'_>) -> Option<Option<Self>> {
        let _ = reader;
        None
    }

    /// The page of a list that it is.
    #[doc(hidden)]
    #[inline]
    fn as_list(&mut self) -> Option<&mut dyn Listed> {
        None
    }

    /// No values in a list that does not say that they are of this type.
    #[doc(hidden)]
    fn list() -> Arc<dyn Values> {
        Arc::new(Vec::<Self>::new())
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

    fn member(&self, index: usize) -> Result<&dyn Member, &Extra> {
        (**self).member(index)
    }

    fn member_mut(&mut self, index: usize) -> Result<&mut dyn Member, &mut Extra> {
        (**self).member_mut(index)
    }

    fn object(&self) -> &dyn Object {
        (**self).object()
    }

    fn object_mut(&mut self) -> &mut dyn Object {
        (**self).object_mut()
    }
}

impl<M: Model> Object for M {
    fn shape(&self) -> &'static Shape {
        const { &Shape::of(M::NAME, M::MEMBERS) }
    }

    fn at(&self, index: usize) -> Result<&dyn Member, &Extra> {
        self.member(index)
    }

    fn at_mut(&mut self, index: usize) -> Result<&mut dyn Member, &mut Extra> {
        self.member_mut(index)
    }
}

pub(crate) fn odata_type_of(object: &dyn Object) -> Option<String> {
    control_of(object, "@odata.type").map(|it| it.trim_start_matches('#').to_owned())
}

/// The text of some control information, which may be documented as a member.
fn control_of(object: &dyn Object, name: &str) -> Option<String> {
    let field = object.names().iter().position(|it| *it == name);
    let field = field.and_then(|index| object.at(index).ok()).filter(|it| it.is_set());
    match field {
        Some(field) => {
            let mut json = Writer::default();
            field.write(&mut json);
            let json = String::from_utf8(json.into_vec()).ok()?;
            RawValue::of(&json).as_str().map(Cow::into_owned)
        }
        None => object.rest().get(name)?.as_str().map(Cow::into_owned),
    }
}
