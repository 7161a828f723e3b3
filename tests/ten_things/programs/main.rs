//! Ten things that a user does, each a program. The file beside it has its requests, byte for byte, and the answers.
//!
//! They go over real HTTP on loopback: in the files `ORIGIN` is the service, `STORE` another host that it names. The
//! headers that say which machine and which version of the run time it is (`host`, `user-agent`) are left out.

use docwright_client::{Error, wait};
use graph::Client;

mod models;
mod service;

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
    let script: Vec<&str> = script.trim_end().split("\n###\n").collect();
    let expected: Vec<&str> = script.iter().copied().step_by(2).collect();
    let service = service::Service::start(script.iter().copied().skip(1).step_by(2));
    let builder = Client::builder().base_url(format!("{}/v1.0", service.origin())).token("t");
    let client: Client = builder.build().expect("a client");
    let ended = wait(program(&client));
    let asked = service.asked();
    assert!(expected == asked, "{ended:?}, asked for:\n{}", asked.join("\n###\n"));
    ended.expect("the program ends well");
}
