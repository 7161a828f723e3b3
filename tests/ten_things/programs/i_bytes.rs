//! Bytes down, piece by piece, and up in an upload session, with progress.

use docwright_client::Error;
use graph::Client;
use graph::models::DriveItem;
use graph::parameters::DriveItemCreateUploadSession as Session;

pub async fn run(graph: &Client) -> Result<(), Error> {
    let drive = graph.me().drive();
    let mut body = drive.items().id("i!5").content().get().bytes().await?;
    let mut content = Vec::new();
    while let Some(piece) = body.try_next().await? {
        content.extend_from_slice(&piece);
    }

    let file = drive.root_path("/old files/big.iso");
    let session = file.create_upload_session(&Session::default()).if_match("\"7\"").await?;
    let item: DriveItem = graph
        .upload(&session, content)
        .on_progress(|it| println!("{} of {}", it.sent, it.total))
        .await?;
    println!("{:?}", item.size);
    Ok(())
}
