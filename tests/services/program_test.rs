//! A program against a service on loopback that answers with the examples of its docs. The script beside it has its requests, byte
//! for byte, and the answers.

use docwright_client::wait;

mod program;
mod service;

#[test]
fn a_program() {
    let script: Vec<&str> = include_str!("program.http").trim_end().split("\n###\n").collect();
    let expected: Vec<&str> = script.iter().copied().step_by(2).collect();
    let service = service::Service::start(script.iter().copied().skip(1).step_by(2));
    let builder = CRATE::Client::builder().base_url(format!("{}PATH", service.origin()));
    let client = builder.token("t0k3n").build().expect("a client");
    let ended = wait(program::run(&client));
    let asked = service.asked();
    assert!(expected == asked, "{ended:?}, asked for:\n{}", asked.join("\n###\n"));
    ended.expect("the program ends well");
}
