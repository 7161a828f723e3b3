//! Ten things that a user does, each a program. The file beside it has its requests, byte for byte, and the answers.

use docwright_client::{Body, BoxError, BoxFuture, Error, Transport, http, wait};
use graph::Client;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

mod models;

macro_rules! programs {
    ($($name:ident)*) => {$(
        mod $name;

        #[test]
        fn $name() {
            check($name::run, include_str!(concat!(stringify!($name), ".http")));
        }
    )*};
}

programs! {
    a_list_is_streamed
    b_one_page_and_one_item
    c_create
    d_update
    e_action
    f_function
    g_delta
    h_batch
    i_bytes
    j_long_running
}

/// Runs a program against a script of requests and answers in turn, `###` between them.
#[track_caller]
fn check(program: impl AsyncFnOnce(&Client) -> Result<(), Error>, script: &str) {
    let script: Vec<String> = script.trim_end().split("\n###\n").map(str::to_owned).collect();
    let expected: Vec<&String> = script.iter().step_by(2).collect();
    let answers = script.iter().skip(1).step_by(2).cloned().collect();
    let transport = Script(Arc::new(Mutex::new((answers, Vec::new()))));

    let builder = Client::builder().transport(transport.clone()).token("t");
    let client: Client = builder.build().expect("a client");
    wait(program(&client)).expect("the program ends well");
    let (_, requests) = &*transport.0.lock().expect("one thread");
    assert!(
        expected == requests.iter().collect::<Vec<_>>(),
        "asked for:\n{}",
        requests.join("\n###\n")
    );
}

/// Gives the answers of a script and takes down the requests.
#[derive(Clone)]
struct Script(Arc<Mutex<(VecDeque<String>, Vec<String>)>>);

impl Transport for Script {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, BoxError>> {
        let mut script = self.0.lock().expect("one thread");
        script.1.push(text_of(request));
        let answer = script.0.pop_front().expect("the script goes on");
        Box::pin(std::future::ready(answer_of(&answer)))
    }}

/// A request as text. The agent, which has the run time's version in it, is left out.
fn text_of(request: http::Request<Body>) -> String {
    let (mut parts, body) = request.into_parts();
    let agent = parts.headers.remove("user-agent").expect("every request says who asks");
    assert!(agent.as_bytes().starts_with(b"docwright-client/"));
    let mut text = format!("{} {}", parts.method, parts.uri);
    for (name, value) in &parts.headers {
        text.push_str(&format!("\n{name}: {}", value.to_str().expect("text")));
    }
    let body = body.as_bytes().map(|it| it.as_ref()).unwrap_or_default();
    if !body.is_empty() {
        text.push_str(&format!("\n\n{}", std::str::from_utf8(body).expect("text")));
    }
    text
}

fn answer_of(text: &str) -> Result<http::Response<Body>, BoxError> {
    let (head, body) = text.split_once("\n\n").unwrap_or((text, ""));
    let (status, headers) = head.split_once('\n').unwrap_or((head, ""));
    let mut answer = http::Response::builder().status(status);
    for (name, value) in headers.lines().filter_map(|line| line.split_once(": ")) {
        answer = answer.header(name, value);
    }
    Ok(answer.body(body.to_owned().into())?)
}
