//! What most things do not have: kept apart from them, so that those without it are small.

use std::fmt;
use std::ops::Deref;

/// A value that mostly is the usual one, which takes no room.
#[derive(Clone)]
pub struct Rare<T>(Option<Box<T>>);

/// Has a value that most are.
pub trait Usual: Sized + 'static {
    /// That value.
    const USUAL: &'static Self;
}

impl<T: Usual> Deref for Rare<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.0.as_deref().unwrap_or(T::USUAL)
    }
}

impl<T: Usual + PartialEq> From<T> for Rare<T> {
    fn from(value: T) -> Self {
        Self((value != *T::USUAL).then(|| Box::new(value)))
    }
}

impl<T: Usual + Clone> Rare<T> {
    /// The value to be changed, if it is none of the usual.
    pub fn unusual(&mut self) -> Option<&mut T> {
        self.0.as_deref_mut()
    }

    /// The value to be changed; unlike looking at it, this takes the room that it needs.
    pub fn changed(&mut self) -> &mut T {
        self.0.get_or_insert_with(|| Box::new(T::USUAL.clone()))
    }
}

impl<T: Usual + fmt::Debug> fmt::Debug for Rare<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
