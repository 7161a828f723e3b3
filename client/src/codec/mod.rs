//! Models to JSON and back, without loss.
//!
//! Generated code names each member once in [`Model::decode_member`] and once in
//! [`Model::encode_members`]; everything else is here and is compiled once. The calls are concrete
//! (`Value` in, `Value` out) and the generated functions are `#[inline]`, so that a program pays only
//! for the models it uses. The choice was measured against serde's derive, hand-written serde
//! implementations and a codec of trait objects: see `examples/codec_candidates.rs` in docwright.
//!
//! Reading loses nothing: members that the docs do not know, known members whose value has another
//! JSON type, and nulls are kept in [`Extra`]. On write a field that is `Some` wins over `Extra`.

mod audit;
mod enums;
mod extra;
mod primitive;

pub use audit::Audit;
pub use enums::{EnumType, Flags, UnknownMember, decode_enum, decode_enum_keeping, encode_enum};
pub use extra::Extra;
pub use serde_json::Value;

use serde_json::Map;
use std::fmt;

/// A value that can be read from JSON.
pub trait Decode: Sized {
    /// Reads a value; gives it back unchanged if it has another JSON type.
    fn decode(value: Value) -> Result<Self, Value>;

    /// Reads a value, and also gives back what writing would not restore, such as the case of an
    /// enum member's text.
    fn decode_keeping(value: Value) -> (Option<Self>, Option<Value>) {
        match Self::decode(value) {
            Ok(decoded) => (Some(decoded), None),
            Err(value) => (None, Some(value)),
        }
    }
}

/// A value that can be written as JSON.
pub trait Encode {
    /// Writes the value.
    fn encode(&self) -> Value;

    /// Tells which documented members are not in their typed fields, at any depth.
    fn audit(&self, audit: &mut Audit) {
        let _ = audit;
    }
}

/// A structured type. Implemented by generated code.
pub trait Model: Default + Clone + Send + Sync + 'static {
    /// The qualified name, such as `microsoft.graph.message`.
    const NAME: &'static str;
    /// The documented members' names, inherited ones included.
    const MEMBERS: &'static [&'static str];

    /// Reads one member into its field. Gives the value back if no field has that name, or the
    /// value has another JSON type.
    fn decode_member(&mut self, name: &str, value: Value) -> Result<(), Value>;
    /// Writes every field.
    fn encode_members(&self, object: &mut ObjectWriter);
    /// What was read beyond the fields.
    fn extra(&self) -> &Extra;
    /// What was read beyond the fields, to change it.
    fn extra_mut(&mut self) -> &mut Extra;

    /// The value as JSON.
    fn to_json(&self) -> Value {
        self.encode()
    }

    /// Reads a JSON object leniently: what does not fit its field is kept in [`Extra`].
    ///
    /// # Errors
    ///
    /// If the value is no object.
    fn from_json(value: Value) -> Result<Self, crate::Error> {
        Self::decode(value).map_err(|_| crate::Error::decode("$", "not an object"))
    }

    /// Reads a JSON object strictly.
    ///
    /// # Errors
    ///
    /// If the value is no object, or a documented member has another JSON type than documented; the
    /// error has the member's JSON path.
    fn from_json_strict(value: Value) -> Result<Self, crate::Error> {
        let decoded = Self::from_json(value)?;
        let mut audit = Audit::default();
        decoded.audit(&mut audit);
        match audit.into_first() {
            Some(path) => Err(crate::Error::decode(&path, "not of the documented type")),
            None => Ok(decoded),
        }
    }
}

impl<T: Model> Decode for T {
    fn decode(value: Value) -> Result<Self, Value> {
        let Value::Object(members) = value else { return Err(value) };
        let mut model = T::default();
        for (name, value) in members {
            if let Err(value) = model.decode_member(&name, value) {
                model.extra_mut().insert(name, value);
            }
        }
        Ok(model)
    }
}

impl<T: Model> Encode for T {
    fn encode(&self) -> Value {
        let mut object = ObjectWriter { members: Map::new(), audit: None };
        self.encode_members(&mut object);
        Value::Object(object.with_extra(self.extra()))
    }

    fn audit(&self, audit: &mut Audit) {
        if !self.extra().is_empty() {
            let mut fields = ObjectWriter { members: Map::new(), audit: None };
            self.encode_members(&mut fields);
            audit.members(T::MEMBERS, self.extra(), &fields.members);
        }
        let mut object = ObjectWriter { members: Map::new(), audit: Some(std::mem::take(audit)) };
        self.encode_members(&mut object);
        *audit = object.audit.unwrap_or_default();
    }
}

/// Collects the members of an object that is being written.
#[derive(Debug)]
pub struct ObjectWriter {
    members: Map<String, Value>,
    /// Set while looking for members outside their fields; nothing is written then.
    audit: Option<Audit>,
}

impl ObjectWriter {
    /// Writes a member, if its field is set.
    pub fn member<T: Encode>(&mut self, name: &'static str, field: &Option<T>) {
        let Some(value) = field else { return };
        match &mut self.audit {
            Some(audit) => audit.within(name, |audit| value.audit(audit)),
            None => {
                self.members.insert(name.to_owned(), value.encode());
            }
        }
    }

    /// Writes a member whose field is boxed.
    pub fn boxed<T: Encode>(&mut self, name: &'static str, field: &Option<Box<T>>) {
        let Some(value) = field else { return };
        match &mut self.audit {
            Some(audit) => audit.within(name, |audit| value.as_ref().audit(audit)),
            None => {
                self.members.insert(name.to_owned(), value.as_ref().encode());
            }
        }
    }

    fn with_extra(mut self, extra: &Extra) -> Map<String, Value> {
        for (name, value) in extra.iter() {
            match self.members.get_mut(name) {
                // The same enum member in another case: as it was read.
                Some(written) if is_same_but_case(written, value) => *written = value.clone(),
                Some(_) => {}
                None => {
                    self.members.insert(name.to_owned(), value.clone());
                }
            }
        }
        self.members
    }
}

/// Whether two texts, or lists of texts, differ at most in case and spaces.
pub(crate) fn is_same_but_case(a: &Value, b: &Value) -> bool {
    let bare = |text: &str| text.replace(' ', "").to_lowercase();
    match (a, b) {
        (Value::String(a), Value::String(b)) => bare(a) == bare(b),
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same_but_case(a, b))
        }
        _ => false,
    }
}

/// Reads a member into its field.
pub fn decode<T: Decode>(field: &mut Option<T>, value: Value) -> Result<(), Value> {
    let (decoded, kept) = T::decode_keeping(value);
    *field = decoded;
    kept.map_or(Ok(()), Err)
}

/// Reads a member into its boxed field.
pub fn decode_boxed<T: Decode>(field: &mut Option<Box<T>>, value: Value) -> Result<(), Value> {
    let (decoded, kept) = T::decode_keeping(value);
    *field = decoded.map(Box::new);
    kept.map_or(Ok(()), Err)
}

/// Shows a model by the names of its members: values may be secrets.
pub fn debug<T: Model>(model: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    debug_members(T::NAME, &model.encode(), f)
}

fn debug_members(name: &str, value: &Value, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "{} {{", name.rsplit('.').next().unwrap_or(name))?;
    for (index, name) in value.as_object().into_iter().flatten().map(|(name, _)| name).enumerate() {
        f.write_str(if index == 0 { " " } else { ", " })?;
        f.write_str(name)?;
    }
    f.write_str(" }")
}
