//! Answers that may come without a body, over real HTTP on loopback.

use crate::server::Server;
use crate::shop::{Client, Customer};
use docwright_client::{Answer, Bytes, ErrorKind, Page, Patch, Value, ValueOf};

fn birthday() -> Patch<Customer> {
    Patch::new().set(Customer::AGE, 18)
}

#[tokio::test]
async fn an_update_answers_with_or_without_the_thing() {
    let server = Server::start(&[
        "204 No Content",
        "200 OK\nContent-Type: application/json\n\n{\"name\": \"Ann\", \"age\": 18}",
        "200 OK",
        "202 Accepted\nContent-Type: application/json",
        "200 OK\n\n{\"value\": {\"age\": 18}}",
        "200 OK\n\nnull",
    ])
    .await;
    let customer = server.client().customers().id("7");
    let update = || customer.update(birthday());
    assert_eq!(update().await.expect("204"), None);
    let answered = update().await.expect("200 with a body").expect("there is one");
    assert_eq!((answered.name.as_deref(), answered.age), (Some("Ann"), Some(18)));
    assert_eq!(update().await.expect("200 without a body"), None);
    assert_eq!(update().await.expect("202 without a body"), None);
    let wrapped = update().await.expect("200 with a wrapper").expect("there is one");
    assert_eq!(wrapped.age, Some(18));
    assert_eq!(update().await.expect("200 with `null`"), None);

    let requests = server.requests().await;
    assert!(requests[0].starts_with("PATCH /v1/customers/7 HTTP/1.1\n"));
    assert!(requests[0].contains("accept: application/json"), "{}", requests[0]);
    assert!(requests[0].ends_with("\n\n{\"age\":18}"));
}

#[tokio::test]
async fn its_options_are_those_of_what_it_may_answer() {
    let server = Server::start(&["200 OK\n\n{\"age\": 18}"]).await;
    let update = server.client().customers().id("7").update(birthday()).select(Customer::AGE);
    let customer: Option<Customer> = update.await.expect("an answer");
    assert_eq!(customer.and_then(|it| it.age), Some(18));
    let line = "PATCH /v1/customers/7?$select=age HTTP/1.1\n";
    assert!(server.requests().await[0].starts_with(line));
}

#[tokio::test]
async fn a_body_that_is_there_has_to_be_one() {
    let answers = ["200 OK\n\n<html>", "200 OK\n\n[]", "200 OK\n\n{\"age\": \"18\"}"];
    let server = Server::start(&answers).await;
    let client: Client =
        Client::builder().base_url(server.origin.clone()).strict().build().expect("a client");
    for (json_path, why) in [(None, "a web page"), (Some(""), "a list"), (Some("age"), "a text")] {
        let error = client.customers().id("7").update(birthday()).await.expect_err(why);
        assert_eq!((error.kind(), error.json_path()), (ErrorKind::Decode, json_path), "{error}");
    }
    server.requests().await;
}

#[tokio::test]
async fn bytes_and_lists_may_be_missing_too() {
    let server = Server::start(&[
        "204 No Content",
        "200 OK\n\nthe picture",
        "204 No Content",
        "200 OK\n\n{\"value\": [{\"id\": \"1\"}]}",
    ])
    .await;
    let customer = server.client().customers().id("7");
    assert_eq!(customer.picture().await.expect("no picture"), None);
    let picture = customer.picture().await.expect("a picture");
    assert_eq!(picture.as_deref(), Some(&b"the picture"[..]));
    assert!(customer.visits("2020-01-01", 3).await.expect("no list").is_none());
    let visits = customer.visits("2020-01-01", 3).await.expect("a list").expect("there is one");
    assert_eq!(visits.value[0].id.as_deref(), Some("1"));
    assert!(server.requests().await[0].contains("accept: */*"));
}

#[test]
fn whatever_is_answered_may_be_missing() {
    fn check<T: Answer>() -> &'static str {
        T::ACCEPT
    }
    assert_eq!(check::<Option<Customer>>(), check::<Customer>());
    assert_eq!(check::<Option<Page<Customer>>>(), check::<Page<Customer>>());
    assert_eq!(check::<Option<ValueOf<i32>>>(), check::<ValueOf<i32>>());
    assert_eq!(check::<Option<Value>>(), check::<Value>());
    assert_eq!(check::<Option<Bytes>>(), check::<Bytes>());
}
