//! What takes long is accepted at once, and waited for.

use docwright_client::Error;
use graph::Client;
use graph::models::ItemReference;
use graph::parameters::DriveItemCopy;

pub async fn run(graph: &Client) -> Result<(), Error> {
    let target = ItemReference { id: Some("folder".into()), ..Default::default() };
    let parameters = DriveItemCopy { parent_reference: Some(target), ..Default::default() };
    let copy = graph.drives().id("d").items().id("i").copy(&parameters).poll().await?;
    println!("{:?}", copy.resource_id());
    Ok(())
}
