//! What takes long answers at once, with where to ask how far it is.

use docwright_client::http::header::LOCATION;
use docwright_client::{Error, Method, RawRequest, Value};
use graph::Client;
use graph::models::ItemReference;
use graph::operations::drives::items::DrivesIdItemsIdCopyParameters as Parameters;

pub async fn run(graph: &Client) -> Result<(), Error> {
    let target = ItemReference { id: Some("folder".into()), ..Default::default() };
    let parameters = Parameters { parent_reference: Some(target), ..Default::default() };
    let copy = graph.drives().id("d").items().id("i").copy(&parameters);
    let accepted = graph.send(copy.into_raw()).await?;
    let monitor = accepted.headers().get(LOCATION).and_then(|it| it.to_str().ok());
    let monitor = RawRequest::new(Method::Get, monitor.unwrap_or_default());
    let progress: Value = graph.send(monitor).await?.decode()?;
    println!("{}", progress["percentageComplete"]);
    Ok(())
}
