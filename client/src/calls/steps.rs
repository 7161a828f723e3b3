//! Work in steps, each told when it is done: what is a stream and a future at once.

use crate::core::{BoxFuture, MaybeSend};
use crate::error::Error;
use std::task::{Context, Poll, ready};

/// A step that is done, and the work itself for the next one.
pub(super) type Stepped<W, T> = (W, Result<Option<T>, Error>);

/// Work in steps.
pub(super) trait Work: Sized + MaybeSend + 'static {
    /// What is told of a step.
    type Step: MaybeSend + 'static;

    /// The next step; `None` when all is done.
    fn step(self) -> BoxFuture<'static, Stepped<Self, Self::Step>>;

    /// After an error, the caller wants to go on.
    fn begin_again(&mut self);
}

/// The steps of some work. A step that nobody waits for any longer is not lost: the next call waits for it.
pub(super) struct Steps<W, S> {
    state: State<W, S>,
    /// What was set while a step was on its way: it counts from the next one on.
    changes: Vec<Box<dyn Change<W>>>,
}

/// A change of some work.
trait Change<W>: FnOnce(&mut W) + MaybeSend {}

impl<W, F: FnOnce(&mut W) + MaybeSend> Change<W> for F {}

enum State<W, S> {
    Resting(W),
    Going(BoxFuture<'static, Stepped<W, S>>),
    Failed(W, Error),
    /// Between two of the others; nobody sees it.
    Moving,
}

impl<W, S> Steps<W, S> {
    pub(super) fn new(work: W) -> Self {
        Self { state: State::Resting(work), changes: Vec::new() }
    }

    /// The work, unless a step is on its way.
    pub(super) fn work(&self) -> Option<&W> {
        match &self.state {
            State::Resting(work) | State::Failed(work, _) => Some(work),
            State::Going(_) | State::Moving => None,
        }
    }

    /// Changes the work: now, or when the step is done that is on its way.
    pub(super) fn change(&mut self, change: impl FnOnce(&mut W) + MaybeSend + 'static) {
        match &mut self.state {
            State::Resting(work) | State::Failed(work, _) => change(work),
            State::Going(_) | State::Moving => self.changes.push(Box::new(change)),
        }
    }
}

impl<W: Work> Steps<W, W::Step> {
    /// After an error, goes on where it broke.
    pub(super) fn retry(&mut self) {
        self.state = match std::mem::replace(&mut self.state, State::Moving) {
            State::Failed(mut work, _) => {
                work.begin_again();
                State::Resting(work)
            }
            other => other,
        };
    }

    /// What the next step tells. After an error, that error again.
    pub(super) fn poll(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<W::Step, Error>>> {
        loop {
            match &mut self.state {
                State::Failed(_, error) => return Poll::Ready(Some(Err(error.clone()))),
                State::Going(step) => {
                    let (mut work, step) = ready!(step.as_mut().poll(context));
                    self.changes.drain(..).for_each(|change| change(&mut work));
                    return Poll::Ready(match step {
                        Ok(told) => {
                            self.state = State::Resting(work);
                            told.map(Ok)
                        }
                        Err(error) => {
                            self.state = State::Failed(work, error.clone());
                            Some(Err(error))
                        }
                    });
                }
                State::Resting(_) | State::Moving => {
                    match std::mem::replace(&mut self.state, State::Moving) {
                        State::Resting(work) => self.state = State::Going(work.step()),
                        _ => return Poll::Ready(None),
                    }
                }
            }
        }
    }

    /// The work, after all its steps.
    pub(super) async fn finish(mut self) -> Result<W, Error> {
        while let Some(step) = std::future::poll_fn(|context| self.poll(context)).await {
            step?;
        }
        match self.state {
            State::Resting(work) | State::Failed(work, _) => Ok(work),
            State::Going(step) => Ok(step.await.0),
            State::Moving => Err(Error::no_value()),
        }
    }
}
