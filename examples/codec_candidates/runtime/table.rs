pub trait Slot {
    fn set(&mut self, value: Value) -> Result<(), Value>;
    fn get(&self) -> Option<Value>;
}

impl<T: Codec> Slot for Option<T> {
    fn set(&mut self, value: Value) -> Result<(), Value> {
        decode(self, value)
    }
    fn get(&self) -> Option<Value> {
        self.as_ref().map(T::encode)
    }
}

pub struct Accessor<M> {
    pub name: &'static str,
    pub slot: fn(&mut M) -> &mut dyn Slot,
    pub get: fn(&M) -> &dyn Slot,
}

pub trait Model: Default + 'static {
    const MEMBERS: &'static [Accessor<Self>];
    fn extra(&self) -> &Extra;
    fn extra_mut(&mut self) -> &mut Extra;
}

pub fn decode_model<M: Model>(value: Value) -> Result<M, Value> {
    let Value::Object(members) = value else { return Err(value) };
    let mut model = M::default();
    for (name, value) in members {
        let kept = match M::MEMBERS.iter().find(|it| it.name == name) {
            Some(accessor) => (accessor.slot)(&mut model).set(value),
            None => Err(value),
        };
        if let Err(value) = kept {
            model.extra_mut().insert(name, value);
        }
    }
    Ok(model)
}

pub fn encode_model<M: Model>(model: &M) -> Value {
    let mut members = Map::new();
    for accessor in M::MEMBERS {
        if let Some(value) = (accessor.get)(model).get() {
            members.insert(accessor.name.to_owned(), value);
        }
    }
    members.extend(model.extra().clone());
    Value::Object(members)
}

impl<T: Codec> Codec for Box<T> {
    fn decode(value: Value) -> Result<Self, Value> {
        T::decode(value).map(Box::new)
    }
    fn encode(&self) -> Value {
        (**self).encode()
    }
}
