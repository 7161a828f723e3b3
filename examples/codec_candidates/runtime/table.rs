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

impl<M: Model> Codec for M {
    fn decode(value: Value) -> Result<Self, Value> {
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
    fn encode(&self) -> Value {
        let mut members = Map::new();
        for accessor in M::MEMBERS {
            if let Some(value) = (accessor.get)(self).get() {
                members.insert(accessor.name.to_owned(), value);
            }
        }
        members.extend(self.extra().clone());
        Value::Object(members)
    }
}

impl<T: Model> Slot for Option<Box<T>> {
    fn set(&mut self, value: Value) -> Result<(), Value> {
        *self = Some(Box::new(T::decode(value)?));
        Ok(())
    }
    fn get(&self) -> Option<Value> {
        self.as_ref().map(|it| (**it).encode())
    }
}
