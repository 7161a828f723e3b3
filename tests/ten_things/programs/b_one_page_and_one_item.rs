//! One page, or one item: a request is a future.

use docwright_client::Error;
use graph::Client;
use graph::models::{DirectoryObject, User};

pub async fn run(graph: &Client) -> Result<(), Error> {
    let page = graph.me().messages().list().await?;
    println!("{} messages, more at {:?}", page.value.len(), page.next_link);

    let manager = User::MANAGER.nested().select(DirectoryObject::ID);
    let me = graph.me().get().select(User::DISPLAY_NAME).expand(manager).await?;
    let manager: Option<User> = me.manager.and_then(|it| it.downcast());
    println!("{:?} reports to {:?}", me.display_name, manager.and_then(|it| it.id));
    Ok(())
}
