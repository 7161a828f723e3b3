//! Several requests in one: the parts are the same request values.

use docwright_client::json::json;
use docwright_client::{Error, Method, RawRequest};
use graph::Client;
use graph::models::Event;

pub async fn run(graph: &Client) -> Result<(), Error> {
    let me = graph.me().get().into_raw();
    let events = graph.me().events().list().select(Event::SUBJECT).into_raw();
    let body = json!({"requests": [
        {"id": "1", "method": me.method.as_str(), "url": me.target()},
        {"id": "2", "method": events.method.as_str(), "url": events.target(), "dependsOn": ["1"]},
    ]});
    let batch = RawRequest::new(Method::Post, "/$batch");
    let batch = batch.with_body("application/json", body.to_string());
    println!("{:?}", graph.send(batch).await?.body());
    Ok(())
}
