//! One page, or one item: a request is a future.

use docwright_client::Error;
use graph::Client;
use graph::models::User;

pub async fn run(graph: &Client) -> Result<(), Error> {
    let page = graph.me().messages().list().await?;
    println!("{} messages, more at {:?}", page.value.len(), page.next_link);

    let manager = User::MANAGER.nested().select(User::DISPLAY_NAME);
    let me = graph.me().get().select(User::DISPLAY_NAME).expand(manager).await?;
    println!("{:?} reports to {:?}", me.display_name, me.manager.and_then(|it| it.display_name));
    Ok(())
}
