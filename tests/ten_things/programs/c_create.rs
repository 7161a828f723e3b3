//! A create takes a plain struct.

use docwright_client::Error;
use graph::Client;
use graph::models::{BodyType, Event, ItemBody};

pub async fn run(graph: &Client) -> Result<(), Error> {
    let event = Event {
        subject: Some("Sync".into()),
        body: Some(ItemBody {
            content_type: Some(BodyType::Text),
            content: Some("How far are we?".into()),
            ..ItemBody::default()
        }),
        ..Event::default()
    };
    let event = graph.me().events().create(&event).await?;
    println!("{:?}", event.id);
    Ok(())
}
