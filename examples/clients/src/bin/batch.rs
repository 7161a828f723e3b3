//! Shows who is signed in, the newest mail and the events in one request.

use graph::Error;
use graph::models::{Event, Message, User};

#[tokio::main]
async fn main() -> Result<(), Error> {
    let graph = examples::client()?;
    let newest = Message::RECEIVED_DATE_TIME.desc();
    let messages = graph.me().messages().list().select(Message::SUBJECT).order_by(newest).top(5);

    let mut batch = graph.batch();
    let me = batch.add(graph.me().get().select(User::DISPLAY_NAME));
    let messages = batch.add(messages);
    // Not carried out if there is nobody.
    let events = batch.add_after(&me, graph.me().events().list().select(Event::SUBJECT));
    let mut answers = batch.send().await?;

    println!("{}", answers.take(me)?.display_name.unwrap_or_default());
    for message in answers.take(messages)? {
        println!("mail   {}", message.subject.unwrap_or_default());
    }
    // The error of one request is no other's.
    match answers.take(events) {
        Ok(events) => {
            events.into_iter().for_each(|it| println!("event  {}", it.subject.unwrap_or_default()))
        }
        Err(error) => eprintln!("no events: {error}"),
    }
    Ok(())
}
