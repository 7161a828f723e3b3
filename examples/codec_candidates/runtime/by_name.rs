pub struct ObjectWriter(Map<String, Value>);

impl ObjectWriter {
    pub fn member<T: Codec>(&mut self, name: &'static str, value: &Option<T>) {
        if let Some(value) = value {
            self.0.insert(name.to_owned(), value.encode());
        }
    }
}

pub trait Model: Default {
    fn decode_member(&mut self, name: &str, value: Value) -> Result<(), Value>;
    fn encode_members(&self, object: &mut ObjectWriter);
    fn extra(&self) -> &Extra;
    fn extra_mut(&mut self) -> &mut Extra;
}

impl<M: Model> Codec for M {
    fn decode(value: Value) -> Result<Self, Value> {
        let Value::Object(members) = value else { return Err(value) };
        let mut model = M::default();
        for (name, value) in members {
            if let Err(value) = model.decode_member(&name, value) {
                model.extra_mut().insert(name, value);
            }
        }
        Ok(model)
    }
    fn encode(&self) -> Value {
        let mut object = ObjectWriter(Map::new());
        self.encode_members(&mut object);
        object.0.extend(self.extra().clone());
        Value::Object(object.0)
    }
}

impl<M: Model> Model for Box<M> {
    fn decode_member(&mut self, name: &str, value: Value) -> Result<(), Value> {
        (**self).decode_member(name, value)
    }
    fn encode_members(&self, object: &mut ObjectWriter) {
        (**self).encode_members(object);
    }
    fn extra(&self) -> &Extra {
        (**self).extra()
    }
    fn extra_mut(&mut self) -> &mut Extra {
        (**self).extra_mut()
    }
}
