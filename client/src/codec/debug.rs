//! `Debug` for all models, once: what has a value, shown as [`show`](super::show) shows JSON.

use super::member::Member;
use super::model::{Model, Object};
use super::show::{ShownTree, is_secret};
use std::fmt;

/// Writes a model as `Message { subject: "Hello", isRead: true }`: wire names, only what has a value.
pub fn debug<M: Model>(model: &M, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    show_object(model.object(), f)
}

pub(crate) fn show_object(object: &dyn Object, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let name = object.name().rsplit('.').next().unwrap_or_default();
    let mut initial = name.chars();
    let name: String =
        initial.next().into_iter().flat_map(char::to_uppercase).chain(initial).collect();
    let mut output = f.debug_struct(&name);
    let names = object.names();
    let is_set = |name: &str| {
        let index = names.iter().position(|it| *it == name);
        index.and_then(|index| object.at(index)).is_some_and(|it| it.is_set())
    };
    for (index, name) in names.iter().enumerate() {
        if let Some(member) = object.at(index).filter(|it| it.is_set()) {
            output.field(name, &Shown(member, is_secret(name)));
        }
    }
    for (name, value) in object.rest().iter().filter(|(name, _)| !is_set(name)) {
        output.field(name, &ShownTree(&value.tree(), is_secret(name)));
    }
    output.finish()
}

struct Shown<'a>(&'a dyn Member, bool);

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.show(f, self.1)
    }
}
