//! What has changed, and what has changed since.

use docwright_client::{Change, Error};
use graph::Client;
use graph::models::User;

pub async fn run(graph: &Client) -> Result<(), Error> {
    let mut changes = graph.users().delta().get().select(User::DISPLAY_NAME).start();
    while let Some(change) = changes.try_next().await? {
        match change {
            Change::Changed(user) => println!("{:?} is {:?}", user.id, user.display_name),
            Change::Removed { id, reason, .. } => println!("{id} was {reason}"),
        }
    }
    let link = changes.delta_link().unwrap_or_default().to_owned();
    let mut changes = graph.users().delta().get().resume(&link);
    while let Some(change) = changes.try_next().await? {
        println!("{change:?}");
    }
    Ok(())
}
