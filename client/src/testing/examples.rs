//! The documented examples of one area, and whether they hold.

use super::bodies::ExampleBody;
use super::offline::offline;
use super::read::Types;
use super::requests::ExampleRequest;
use crate::core::Client;

/// The documented examples of one area of a client.
#[derive(Debug)]
pub struct Examples<C: 'static> {
    /// Answers.
    pub bodies: &'static [ExampleBody],
    /// Requests that the client can make.
    pub requests: &'static [ExampleRequest<C>],
    /// Pages and lines of requests whose URL is documented, but not what else they are: there is a finding about each.
    pub unlike: &'static [(&'static str, u32)],
    /// The types that values say they are.
    pub types: &'static Types,
}

impl<C: From<Client>> Examples<C> {
    /// Checks the answers: each goes through its type and comes back equal (numbers compared as numbers), each documented
    /// member has a field that takes it, and the deviations are the known ones. Panics with everything that differs.
    #[track_caller]
    pub fn check_bodies(&self) {
        report(self.bodies.iter().filter_map(|it| Some((it.what, it.problem(self.types)?))));
    }

    /// Checks the requests: each is rebuilt, and where its body has a type, the deviations are the known ones. Panics with
    /// everything that differs.
    #[track_caller]
    pub fn check_requests(&self) {
        let client = C::from(offline());
        let problem = |it: &ExampleRequest<C>| Some((it.what, it.problem(&client, self.types)?));
        report(self.requests.iter().filter_map(problem));
    }
}

#[track_caller]
fn report(problems: impl Iterator<Item = (&'static str, String)>) {
    let problems: Vec<String> = problems.map(|(what, it)| format!("{what}: {it}")).collect();
    assert!(problems.is_empty(), "{} examples differ:\n{}", problems.len(), problems.join("\n"));
}
