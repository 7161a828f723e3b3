//! Lists the unread mail, the newest first: `list_mail [HOW MANY]`.

use graph::Error;
use graph::models::Message;

#[tokio::main]
async fn main() -> Result<(), Error> {
    let most = std::env::args().nth(1).and_then(|it| it.parse().ok()).unwrap_or(20);
    let mut messages = examples::client()?
        .me()
        .messages()
        .list()
        .select((Message::SUBJECT, Message::RECEIVED_DATE_TIME))
        .filter(Message::IS_READ.eq(false))
        .order_by(Message::RECEIVED_DATE_TIME.desc())
        .top(50)
        .stream();
    for _ in 0..most {
        let Some(message) = messages.try_next().await? else { break };
        let received = message.received_date_time.map(|it| it.to_string()).unwrap_or_default();
        println!("{received}  {}", message.subject.unwrap_or_default());
    }
    Ok(())
}
