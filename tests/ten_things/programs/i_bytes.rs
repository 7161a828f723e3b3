//! Bytes down, and up in an upload session.

use docwright_client::http::header::{CONTENT_RANGE, HeaderValue};
use docwright_client::{Bytes, Error, Method, RawRequest};
use graph::Client;
use graph::models::DriveItem;
use graph::operations::me::drive::MeDriveRootPathCreateUploadSessionParameters as Parameters;

pub async fn run(graph: &Client) -> Result<(), Error> {
    let drive = graph.me().drive();
    let content: Bytes = drive.items().id("i!5").content().get().await?;

    let file = drive.root_path("/old files/big.iso");
    let session = file.create_upload_session(&Parameters::default()).if_match("\"7\"").await?;
    let url = session.upload_url.unwrap_or_default();
    let mut chunk = RawRequest::new(Method::Put, url);
    chunk = chunk.with_body("application/octet-stream", content);
    chunk.headers.insert(CONTENT_RANGE, HeaderValue::from_static("bytes 0-3/4"));
    let item: DriveItem = graph.send(chunk).await?.decode()?;
    println!("{:?}", item.size);
    Ok(())
}
