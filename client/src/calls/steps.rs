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
pub(super) struct Steps<W, S>(State<W, S>);

enum State<W, S> {
    Resting(W),
    Going(BoxFuture<'static, Stepped<W, S>>),
    Failed(W, Error),
    /// Between two of the others; nobody sees it.
    Moving,
}

impl<W, S> Steps<W, S> {
    pub(super) fn new(work: W) -> Self {
        Self(State::Resting(work))
    }

    /// The work, unless a step is on its way.
    pub(super) fn work(&self) -> Option<&W> {
        match &self.0 {
            State::Resting(work) | State::Failed(work, _) => Some(work),
            State::Going(_) | State::Moving => None,
        }
    }

    /// The work to be changed, unless a step is on its way.
    pub(super) fn work_mut(&mut self) -> Option<&mut W> {
        match &mut self.0 {
            State::Resting(work) | State::Failed(work, _) => Some(work),
            State::Going(_) | State::Moving => None,
        }
    }
}

impl<W: Work> Steps<W, W::Step> {
    /// After an error, goes on where it broke.
    pub(super) fn retry(&mut self) {
        self.0 = match std::mem::replace(&mut self.0, State::Moving) {
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
            match &mut self.0 {
                State::Failed(_, error) => return Poll::Ready(Some(Err(error.clone()))),
                State::Going(step) => {
                    let (work, step) = ready!(step.as_mut().poll(context));
                    return Poll::Ready(match step {
                        Ok(told) => {
                            self.0 = State::Resting(work);
                            told.map(Ok)
                        }
                        Err(error) => {
                            self.0 = State::Failed(work, error.clone());
                            Some(Err(error))
                        }
                    });
                }
                State::Resting(_) | State::Moving => {
                    match std::mem::replace(&mut self.0, State::Moving) {
                        State::Resting(work) => self.0 = State::Going(work.step()),
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
        match self.0 {
            State::Resting(work) | State::Failed(work, _) => Ok(work),
            State::Going(step) => Ok(step.await.0),
            State::Moving => Err(Error::no_value()),
        }
    }
}
