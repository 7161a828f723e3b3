//! Several requests in one: the parts are the same request values, and each has its own answer.

use docwright_client::Error;
use graph::Client;
use graph::models::Event;

pub async fn run(graph: &Client) -> Result<(), Error> {
    let mut batch = graph.batch();
    let me = batch.add(graph.me().get());
    let events = batch.add_after(&me, graph.me().events().list().select(Event::SUBJECT));
    let mut answers = batch.send().await?;
    println!("{:?}", answers.take(me)?.display_name);
    for event in answers.take(events)? {
        println!("{:?}", event.subject);
    }
    Ok(())
}
