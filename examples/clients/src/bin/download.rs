//! Writes the content of a file in the drive to a file here: `download ITEM FILE`.

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [item, file] = arguments.as_slice() else { return Err("download ITEM FILE".into()) };
    let content = examples::client()?.me().drive().items().id(item).content().get();
    println!("{} bytes", content.save_to(file).await?);
    Ok(())
}
