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

pub trait Model: Default {
    fn slot(&mut self, name: &str) -> Option<&mut dyn Slot>;
    fn each(&self, visit: &mut dyn FnMut(&'static str, &dyn Slot));
    fn extra(&self) -> &Extra;
    fn extra_mut(&mut self) -> &mut Extra;
}

trait Object {
    fn at(&mut self, name: &str) -> Option<&mut dyn Slot>;
    fn visit(&self, visit: &mut dyn FnMut(&'static str, &dyn Slot));
    fn rest(&self) -> &Extra;
    fn rest_mut(&mut self) -> &mut Extra;
}

impl<M: Model> Object for M {
    fn at(&mut self, name: &str) -> Option<&mut dyn Slot> {
        self.slot(name)
    }
    fn visit(&self, visit: &mut dyn FnMut(&'static str, &dyn Slot)) {
        self.each(visit);
    }
    fn rest(&self) -> &Extra {
        self.extra()
    }
    fn rest_mut(&mut self) -> &mut Extra {
        self.extra_mut()
    }
}

fn decode_members(object: &mut dyn Object, members: Map<String, Value>) {
    for (name, value) in members {
        let kept = match object.at(&name) {
            Some(slot) => slot.set(value),
            None => Err(value),
        };
        if let Err(value) = kept {
            object.rest_mut().insert(name, value);
        }
    }
}

fn encode_members(object: &dyn Object) -> Map<String, Value> {
    let mut members = Map::new();
    object.visit(&mut |name, slot| {
        if let Some(value) = slot.get() {
            members.insert(name.to_owned(), value);
        }
    });
    members.extend(object.rest().clone());
    members
}

impl<M: Model> Codec for M {
    fn decode(value: Value) -> Result<Self, Value> {
        let Value::Object(members) = value else { return Err(value) };
        let mut model = M::default();
        decode_members(&mut model, members);
        Ok(model)
    }
    fn encode(&self) -> Value {
        Value::Object(encode_members(self))
    }
}

impl<M: Model> Model for Box<M> {
    fn slot(&mut self, name: &str) -> Option<&mut dyn Slot> {
        (**self).slot(name)
    }
    fn each(&self, visit: &mut dyn FnMut(&'static str, &dyn Slot)) {
        (**self).each(visit);
    }
    fn extra(&self) -> &Extra {
        (**self).extra()
    }
    fn extra_mut(&mut self) -> &mut Extra {
        (**self).extra_mut()
    }
}
