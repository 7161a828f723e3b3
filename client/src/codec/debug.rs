//! `Debug` for all models, once: what has a value, shown as [`show`](super::show) shows JSON.

use super::encode::to_vec;
use super::erased::{Member, Object, Part, items};
use super::model::Model;
use super::show::{ShownTree, is_secret, show_list};
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
        index.and_then(|index| object.at(index).ok()).is_some_and(|it| it.is_set())
    };
    for (index, name) in names.iter().enumerate() {
        if let Some(shown) = object.at(index).ok().and_then(|it| it.shown(is_secret(name))) {
            output.field(name, &shown);
        }
    }
    for (name, value) in object.rest().iter().filter(|(name, _)| !is_set(name)) {
        output.field(name, &ShownTree(&value.tree(), is_secret(name)));
    }
    output.finish()
}

impl dyn Member + '_ {
    /// The value as `Debug` shows it, its texts only if they are not secret.
    pub(super) fn shown(&self, is_secret: bool) -> Option<Shown<'_>> {
        self.part().map(|it| Shown(it, is_secret))
    }
}

impl Part<'_> {
    /// Shows the value in `Debug`, its texts only if they are not secret.
    pub(super) fn show(&self, f: &mut fmt::Formatter<'_>, is_secret: bool) -> fmt::Result {
        match self {
            Self::Object(object) => show_object(*object, f),
            Self::List(list) | Self::Always(list) => {
                let items: Vec<_> = items(*list).map(|it| Shown(it, is_secret)).collect();
                let shown = |it| -> Box<dyn fmt::Debug> { Box::new(it) };
                show_list(&mut items.into_iter().map(shown), f)
            }
            Self::Name(member) => f.write_str(&String::from_utf8_lossy(&to_vec(member.text()))),
            Self::Plain(value) => value.show_plain(f, is_secret),
        }
    }
}

/// A value, and whether its texts are secret.
pub(super) struct Shown<'a>(pub(super) Part<'a>, pub(super) bool);

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.show(f, self.1)
    }
}
