//! Handles: which request of which batch, and what it answers.

use std::fmt;
use std::marker::PhantomData;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A batch, told apart from all others of this program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BatchId(usize);

impl BatchId {
    pub(super) fn new() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        Self(NEXT.fetch_add(1, Ordering::Relaxed))
    }
}

/// A request of a batch, whose answer is a `T`. It is copied like a number, and does not borrow the batch.
pub struct Handle<T> {
    batch: BatchId,
    index: usize,
    of: PhantomData<fn() -> T>,
}

impl<T> Handle<T> {
    pub(super) fn new(batch: BatchId, index: usize) -> Self {
        Self { batch, index, of: PhantomData }
    }

    /// The request's place, if it is in this batch.
    pub(super) fn index_in(self, batch: BatchId) -> Option<usize> {
        (self.batch == batch).then_some(self.index)
    }
}

impl<T> Clone for Handle<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Handle<T> {}

impl<T> fmt::Debug for Handle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Handle({})", self.index + 1)
    }
}

/// What a request of a batch waits for: `&first`; or several of the same kind, `&all`; or of different kinds,
/// `(&first, &second)`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` names no requests of a batch",
    label = "not a reference to a handle, a list of handles or a tuple of these",
    note = "write `&handle`"
)]
pub trait Prerequisites {
    #[doc(hidden)]
    fn each(&self, visit: &mut dyn FnMut(BatchId, usize));
}

impl<T> Prerequisites for &Handle<T> {
    fn each(&self, visit: &mut dyn FnMut(BatchId, usize)) {
        visit(self.batch, self.index);
    }
}

impl<T> Prerequisites for &[Handle<T>] {
    fn each(&self, visit: &mut dyn FnMut(BatchId, usize)) {
        self.iter().for_each(|it| it.each(visit));
    }
}

impl<T, const N: usize> Prerequisites for &[Handle<T>; N] {
    fn each(&self, visit: &mut dyn FnMut(BatchId, usize)) {
        self.as_slice().each(visit);
    }
}

impl<T> Prerequisites for &Vec<Handle<T>> {
    fn each(&self, visit: &mut dyn FnMut(BatchId, usize)) {
        self.as_slice().each(visit);
    }
}

macro_rules! tuples {
    ($($($name:ident $index:tt),+;)*) => {$(
        impl<$($name: Prerequisites),+> Prerequisites for ($($name,)+) {
            fn each(&self, visit: &mut dyn FnMut(BatchId, usize)) {
                $(self.$index.each(visit);)+
            }
        }
    )*};
}

tuples! {
    A 0;
    A 0, B 1;
    A 0, B 1, C 2;
    A 0, B 1, C 2, D 3;
    A 0, B 1, C 2, D 3, E 4;
    A 0, B 1, C 2, D 3, E 4, F 5;
}
