//! An action takes its parameters as one struct.

use docwright_client::Error;
use graph::Client;
use graph::models::{EmailAddress, Message, Recipient};
use graph::parameters::UserSendMail;

pub async fn run(graph: &Client) -> Result<(), Error> {
    let address = EmailAddress { address: Some("bo@example.com".into()), ..Default::default() };
    let bo = Recipient { email_address: Some(address), ..Default::default() };
    let message = Message {
        subject: Some("Tea?".into()),
        to_recipients: Some(vec![bo]),
        ..Default::default()
    };
    let parameters = UserSendMail {
        message: Some(message),
        save_to_sent_items: Some(false),
        ..Default::default()
    };
    graph.me().send_mail(&parameters).await
}
