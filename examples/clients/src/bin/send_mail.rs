//! Sends a mail with a file: `send_mail TO FILE`.

use graph::edm::Binary;
use graph::models::{Attachment, EmailAddress, FileAttachment, ItemBody, Message, Recipient};
use graph::parameters::UserSendMail;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [to, file] = arguments.as_slice() else { return Err("send_mail TO FILE".into()) };
    let attachment = FileAttachment {
        name: Some(file.rsplit('/').next().unwrap_or(file).to_owned()),
        content_bytes: Some(Binary::from_bytes(&std::fs::read(file)?)),
        ..FileAttachment::default()
    };
    let address = EmailAddress { address: Some(to.clone()), ..EmailAddress::default() };
    let message = Message {
        subject: Some("A file for you".to_owned()),
        body: Some(ItemBody { content: Some("Here it is.".to_owned()), ..ItemBody::default() }),
        to_recipients: Some(vec![Recipient {
            email_address: Some(address),
            ..Recipient::default()
        }]),
        attachments: Some(vec![Attachment::from(attachment)].into()),
        ..Message::default()
    };
    let parameters = UserSendMail { message: Some(message), ..Default::default() };
    examples::client()?.me().send_mail(&parameters).await?;
    println!("sent");
    Ok(())
}
