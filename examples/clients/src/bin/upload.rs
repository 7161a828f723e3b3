//! Uploads a file to the drive, with a progress bar: `upload FILE PATH`.

use graph::Payload;
use graph::models::DriveItem;
use graph::parameters::DriveItemCreateUploadSession;
use indicatif::{ProgressBar, ProgressStyle};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, path] = arguments.as_slice() else { return Err("upload FILE PATH".into()) };
    let graph = examples::client()?;
    let place = graph.me().drive().root_path(path);
    let session = place.create_upload_session(&DriveItemCreateUploadSession::default()).await?;

    // Drawn on standard error, and not at all where that is no terminal.
    let style = ProgressStyle::with_template("{wide_bar} {bytes} of {total_bytes}, {eta} left")?;
    let bar = ProgressBar::new(std::fs::metadata(file)?.len()).with_style(style);
    let shown = bar.clone();
    let item: DriveItem = graph
        .upload(&session, Payload::file(file)?)
        .on_progress(move |it| shown.set_position(it.sent))
        .await?;
    bar.finish();
    println!("{} bytes, id {}", item.size.unwrap_or_default(), item.id.unwrap_or_default());
    Ok(())
}
