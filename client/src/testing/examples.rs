//! The documented examples of one area, and whether they hold.

use super::bodies::ExampleBody;
use super::offline::offline_below;
use super::read::Types;
use super::requests::ExampleRequest;
use crate::core::Client;

/// The documented examples of one area of a client.
#[derive(Debug)]
pub struct Examples<C: 'static> {
    /// The base URL of the docs: what examples refer to by its URL is below it.
    pub base_url: &'static str,
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
        let client = self.client();
        let problem = |it: &ExampleRequest<C>| Some((it.what, it.problem(&client, self.types)?));
        report(self.requests.iter().filter_map(problem));
    }

    pub(super) fn client(&self) -> C {
        C::from(offline_below(self.base_url))
    }
}

#[track_caller]
fn report(problems: impl Iterator<Item = (&'static str, String)>) {
    let told = |(what, it)| visible(&format!("{what}: {it}"));
    let problems: Vec<String> = problems.map(told).collect();
    assert!(problems.is_empty(), "{} examples differ:\n{}", problems.len(), problems.join("\n"));
}

/// Names and values of an example as a terminal may show them: what moves the cursor or turns a line around is escaped.
fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        let is_unseen = (c.is_control() && !matches!(c, '\n' | '\t'))
            || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
        match is_unseen {
            true => shown.extend(c.escape_unicode()),
            false => shown.push(c),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    #[test]
    #[should_panic(expected = "x.md:1: `a\\u{1b}[31m\\u{202e}b`: not documented")]
    fn a_page_does_not_reach_the_terminal_that_shows_its_problem() {
        let problem = "`a\u{1b}[31m\u{202e}b`: not documented".to_owned();
        super::report(std::iter::once(("x.md:1", problem)));
    }
}
