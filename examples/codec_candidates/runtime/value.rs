pub trait Codec: Sized {
    fn decode(value: Value) -> Result<Self, Value>;
    fn encode(&self) -> Value;
}

pub fn read<T: Codec>(json: &[u8]) -> Option<T> {
    T::decode(serde_json::from_slice(json).ok()?).ok()
}

pub fn write<T: Codec>(value: &T) -> Vec<u8> {
    value.encode().to_string().into_bytes()
}

pub struct Page<T> {
    pub value: Vec<T>,
    pub extra: Extra,
}

impl<T: Codec> Codec for Page<T> {
    fn decode(value: Value) -> Result<Self, Value> {
        let Value::Object(mut members) = value else { return Err(value) };
        let value = Vec::decode(members.shift_remove("value").unwrap_or_default())?;
        Ok(Self { value, extra: members })
    }
    fn encode(&self) -> Value {
        let mut members = self.extra.clone();
        members.insert("value".to_owned(), self.value.encode());
        Value::Object(members)
    }
}

macro_rules! value_enum {
    ($name:ident) => {
        impl Codec for $name {
            fn decode(value: Value) -> Result<Self, Value> {
                match value {
                    Value::String(text) => Ok(EnumType::from_text(&text)),
                    other => Err(other),
                }
            }
            fn encode(&self) -> Value {
                Value::String(self.as_str().to_owned())
            }
        }
    };
}

impl Codec for String {
    fn decode(value: Value) -> Result<Self, Value> {
        match value {
            Value::String(text) => Ok(text),
            other => Err(other),
        }
    }
    fn encode(&self) -> Value {
        Value::String(self.clone())
    }
}

impl Codec for DateTimeOffset {
    fn decode(value: Value) -> Result<Self, Value> {
        String::decode(value).map(|text| Self(text.into()))
    }
    fn encode(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

macro_rules! numbers {
    ($($number:ty, $read:expr;)*) => {$(
        impl Codec for $number {
            fn decode(value: Value) -> Result<Self, Value> {
                let read: fn(&Value) -> Option<$number> = $read;
                read(&value).ok_or(value)
            }
            fn encode(&self) -> Value {
                Value::from(*self)
            }
        }
    )*};
}

numbers! {
    bool, Value::as_bool;
    i64, Value::as_i64;
    i32, |value| value.as_i64()?.try_into().ok();
    f64, Value::as_f64;
}

impl<T: Codec> Codec for Vec<T> {
    fn decode(value: Value) -> Result<Self, Value> {
        match value {
            Value::Array(values) => values.into_iter().map(T::decode).collect(),
            other => Err(other),
        }
    }
    fn encode(&self) -> Value {
        Value::Array(self.iter().map(T::encode).collect())
    }
}

fn decode<T: Codec>(field: &mut Option<T>, value: Value) -> Result<(), Value> {
    *field = Some(T::decode(value)?);
    Ok(())
}
