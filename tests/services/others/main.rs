//! A program against a service on loopback that answers with the examples of its docs, one item a page.

use docwright_client::wait;

mod program;
mod service;

#[test]
fn a_program() {
    let service = service::Service::start(include_str!("answers.txt"), program::PAGING);
    let builder = CRATE::Client::builder().base_url(service.base_url());
    let client = builder.token("t0k3n").build().expect("a client");
    let ended = wait(program::run(&client));
    let asked = service.asked();
    ended.unwrap_or_else(|error| panic!("{error:?}, asked for:\n{}", asked.join("\n")));
    assert!(asked.iter().all(|it| it.contains("t0k3n")), "{asked:?}");
    let is_second = |it: &&String| it.contains("page=2");
    assert_eq!(asked.iter().filter(is_second).count(), 1, "{}", asked.join("\n"));
}
