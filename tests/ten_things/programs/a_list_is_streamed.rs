//! A list with typed options, item by item across its pages.

use docwright_client::Error;
use graph::Client;
use graph::models::{EmailAddress, Message, Recipient};

pub async fn run(graph: &Client) -> Result<(), Error> {
    let unread = Message::IS_READ.eq(false);
    let from = Message::FROM.then(Recipient::EMAIL_ADDRESS).then(EmailAddress::ADDRESS);
    let mut messages = graph
        .me()
        .messages()
        .list()
        .select((Message::ID, Message::SUBJECT, Message::RECEIVED_DATE_TIME))
        .filter(unread.and(from.is_not_null()))
        .order_by(Message::RECEIVED_DATE_TIME.desc())
        .top(50)
        .stream();
    while let Some(message) = messages.try_next().await? {
        println!("{:?}", message.subject);
    }
    Ok(())
}
