//! A batch: requests are added, then sent in as few batches as the service allows.

use super::super::operation::Operation;
use super::super::request::Request;
use super::answers::Answers;
use super::collect::Collected;
use super::handle::{BatchId, Handle, Prerequisites};
use super::member::Member;
use super::write::{self, TextForm};
use crate::core::{Batches, Client, Label, Method, RawRequest, Template, Timeouts};
use crate::error::{Error, ErrorKind};
use http::StatusCode;
use http::header::{ACCEPT, HeaderName, HeaderValue};
use std::collections::BTreeSet;
use std::fmt;
use std::time::Duration;

/// Several requests that are sent together. Made by [`Client::batch`](crate::Client::batch).
///
/// What [`send`](Self::send) sends is OData's JSON batch. More requests than the service takes at once go in several batches,
/// one after the other, in the order in which they were added. Those that the service turned away (`429`, and `503` or the
/// like where a repeat does no harm) are sent again, alone, under the client's [`Retries`](crate::Retries). Any other error is
/// the error of that request, and of those that wait for it: `424 Failed Dependency`.
#[must_use = "a batch does nothing until `send`"]
pub struct Batch {
    client: Client,
    id: BatchId,
    path: String,
    limit: usize,
    text_form: TextForm,
    requests: Vec<(Result<RawRequest, Error>, Vec<usize>)>,
}

impl Client {
    /// Begins a batch: several requests that are sent together, each with an answer of its own.
    ///
    /// ```no_run
    /// # mod shop { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/shop/mod.rs")); }
    /// # async fn call(shop: shop::Client) -> Result<(), docwright_client::Error> {
    /// let mut batch = shop.batch();
    /// let order = batch.add(shop.orders().id("4711").get());
    /// let customers = batch.add_after(&order, shop.customers().list().top(5));
    /// let mut answers = batch.send().await?;
    /// let (order, customers) = (answers.take(order)?, answers.take(customers)?);
    /// # Ok(()) }
    /// ```
    pub fn batch(&self) -> Batch {
        let Batches { path, limit } = self.batches().clone();
        Batch {
            client: self.clone(),
            id: BatchId::new(),
            path,
            limit,
            text_form: TextForm::default(),
            requests: Vec::new(),
        }
    }
}

impl Batch {
    /// The service takes at most so many requests in one batch. If not said, as many as the client says.
    pub fn limit(mut self, n: usize) -> Self {
        self.limit = n.max(1);
        self
    }

    /// Where the service takes batches, as a percent-encoded path below its root. If not said, where the client says.
    pub fn path(mut self, path: impl Into<String>) -> Self {
        self.path = path.into();
        self
    }

    /// The service has texts (`text/plain`) in base64, as it has other bytes. If not said, they are JSON strings, as OData
    /// says.
    pub fn texts_in_base64(mut self) -> Self {
        self.text_form = TextForm::Base64;
        self
    }

    /// Adds a request. One that can't be sent, or not in a batch, gives its error by the handle.
    pub fn add<O: Operation>(&mut self, request: Request<O>) -> Handle<O::Output> {
        self.add_after(&[] as &[Handle<()>], request)
    }

    /// Adds a request that is answered after another one, and only if that went well; or after several:
    /// `add_after((&me, &events), request)`, `add_after(&all, request)`.
    pub fn add_after<O: Operation>(
        &mut self,
        first: impl Prerequisites,
        request: Request<O>,
    ) -> Handle<O::Output> {
        let (client, mut request) = request.checked();
        let refused = |message: &str| Err(Error::new(ErrorKind::Request, message));
        if !client.is_same(&self.client) {
            request = refused("the request is one of another client than the batch");
        }
        let mut after = Vec::new();
        first.each(&mut |batch, index| match batch == self.id {
            true => after.push(index),
            false => request = refused("what the request waits for is in another batch"),
        });
        after.sort_unstable();
        after.dedup();
        self.requests.push((request, after));
        Handle::new(self.id, self.requests.len() - 1)
    }

    /// How many requests were added.
    pub fn len(&self) -> usize {
        self.requests.len()
    }

    /// Whether there is nothing to send.
    pub fn is_empty(&self) -> bool {
        self.requests.is_empty()
    }

    /// Sends the requests, and waits for all answers.
    ///
    /// A batch that failed as a whole is sent again only where nothing can have happened: it was turned away with `429`, or
    /// did not reach the service. Else its error is the error of each of its requests.
    pub async fn send(self) -> Result<Answers, Error> {
        let Self { client, id, path, limit, text_form, requests } = self;
        let timeouts = longest(&client, &requests);
        let members = requests.into_iter();
        let members = members.map(|(it, after)| Member::new(&client, it, after, text_form));
        let members: Vec<Member> = members.collect();
        let waiting = (0..members.len()).filter(|it| !members[*it].is_done()).collect();
        let mut sending = Sending {
            members,
            waiting,
            turned_away: Vec::new(),
            unasked: Vec::new(),
            client,
            path,
            limit,
            text_form,
            timeouts,
        };
        while let Some(part) = sending.next().await {
            sending.send(&part).await;
        }
        let results = sending.members.into_iter().map(Member::into_result);
        Ok(Answers::new(id, results, sending.unasked))
    }
}

/// The limits of the request that may take longest, if any has limits of its own.
fn longest(
    client: &Client,
    requests: &[(Result<RawRequest, Error>, Vec<usize>)],
) -> Option<Timeouts> {
    let longer = |one: Option<Duration>, other: Option<Duration>| Some(one?.max(other?));
    let own = requests.iter().filter_map(|(it, _)| it.as_ref().ok()?.timeouts);
    own.fold(None, |longest, timeouts| {
        let mut longest: Timeouts = longest.unwrap_or(client.timeouts());
        longest.request = longer(longest.request, timeouts.request);
        longest.idle = longer(longest.idle, timeouts.idle);
        Some(longest)
    })
}

/// A batch on its way.
struct Sending {
    client: Client,
    path: String,
    limit: usize,
    text_form: TextForm,
    timeouts: Option<Timeouts>,
    members: Vec<Member>,
    /// Whose turn has not come yet.
    waiting: BTreeSet<usize>,
    /// Who is to be sent again.
    turned_away: Vec<usize>,
    unasked: Vec<String>,
}

impl Sending {
    /// The requests that go next, in order. Those that were turned away wait until there is nothing else to do, and go
    /// together.
    async fn next(&mut self) -> Option<Vec<usize>> {
        loop {
            let ready = self.ready();
            if !ready.is_empty() {
                return Some(ready);
            }
            let again = std::mem::take(&mut self.turned_away);
            let wait = again.iter().filter_map(|it| self.members[*it].wait()).max()?;
            self.client.time().sleep(wait).await;
            // What they wait for may have failed meanwhile, so that none of them goes.
            again.into_iter().for_each(|it| self.wait_for_turn(it));
        }
    }

    fn wait_for_turn(&mut self, index: usize) {
        self.members[index].wake();
        self.waiting.insert(index);
    }

    /// Requests whose prerequisites have gone well or go with them, as many as one batch takes. Those that wait for something
    /// that failed have failed.
    fn ready(&mut self) -> Vec<usize> {
        let (mut ready, mut failed) = (Vec::new(), Vec::new());
        for &index in &self.waiting {
            let after = self.members[index].after();
            if let Some(cause) = after.iter().find_map(|it| self.members[*it].cause()).cloned() {
                self.members[index].fail_after(cause);
                failed.push(index);
                continue;
            }
            let is_met =
                |it: &usize| self.members[*it].is_done_well() || ready.binary_search(it).is_ok();
            if after.iter().all(is_met) {
                ready.push(index);
            }
            if ready.len() == self.limit {
                break;
            }
        }
        ready.iter().chain(&failed).for_each(|it| {
            self.waiting.remove(it);
        });
        ready
    }

    async fn send(&mut self, part: &[usize]) {
        part.iter().for_each(|it| self.members[*it].is_sent());
        let request = self.request(part);
        let response = match self.client.send(request.clone()).await {
            Ok(response) => response,
            Err(error) => {
                part.iter().for_each(|it| self.members[*it].finish(Err(error.clone())));
                return;
            }
        };
        let mut collected =
            Collected::of(&self.client, part, &response, self.text_form, &request).await;
        self.unasked.append(&mut collected.unasked);
        for index in part {
            let elsewhere = match collected.take(*index) {
                Ok(answer) => self.members[*index].take(&self.client, answer, &response),
                Err(error) => {
                    self.members[*index].fail(error.unsure(true));
                    None
                }
            };
            if let Some(request) = elsewhere {
                let result = self.client.send(request).await;
                self.members[*index].finish(result);
            }
            if self.members[*index].wait().is_some() {
                self.turned_away.push(*index);
            }
            self.wake_if_held_up(*index);
        }
    }

    /// A request that failed because what it waits for was turned away goes again with that.
    fn wake_if_held_up(&mut self, index: usize) {
        let member = &self.members[index];
        let status = member.error().and_then(Error::status);
        let is_open = |it: &usize| !self.members[*it].is_done();
        if status == Some(StatusCode::FAILED_DEPENDENCY) && member.after().iter().any(is_open) {
            self.wait_for_turn(index);
        }
    }

    /// All that goes to and fro for a batch is told as that.
    fn label(&self) -> Label {
        let mut template = Template::default();
        template.add(&[&self.path]);
        Label::new("Batch", &template)
    }

    fn request(&self, part: &[usize]) -> RawRequest {
        let parts = part.iter().map(|index| {
            let member = &self.members[*index];
            let after = member.after().iter().filter(|it| part.binary_search(it).is_ok());
            (index + 1, after.map(|it| it + 1).collect(), member.text())
        });
        let mut request = RawRequest::new(Method::Post, self.path.clone())
            .with_body("application/json", write::batch(parts));
        request.headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        // Without it, OData allows a service to stop at the first part that fails.
        let prefer = HeaderValue::from_static("odata.continue-on-error");
        request.headers.insert(HeaderName::from_static("prefer"), prefer);
        request.timeouts = self.timeouts;
        request.label = self.label();
        request
    }
}

impl fmt::Debug for Batch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Batch")
            .field("path", &self.path)
            .field("limit", &self.limit)
            .field("n_requests", &self.requests.len())
            .finish_non_exhaustive()
    }
}
