//! A create takes a plain struct.

use docwright_client::Error;
use graph::Client;
use graph::models::{Event, Importance};

pub async fn run(graph: &Client) -> Result<(), Error> {
    let event = Event {
        subject: Some("Sync".into()),
        importance: Some(Importance::High),
        ..Event::default()
    };
    let event = graph.me().events().create(&event).await?;
    println!("{:?}", event.id);
    Ok(())
}
