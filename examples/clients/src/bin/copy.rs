//! Copies a file or a folder of the drive, and waits until that is done: `copy ITEM NAME`.

use graph::parameters::DriveItemCopy;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [item, name] = arguments.as_slice() else { return Err("copy ITEM NAME".into()) };
    let parameters = DriveItemCopy { name: Some(name.clone()), ..DriveItemCopy::default() };
    let copy = examples::client()?.me().drive().items().id(item).copy(&parameters);

    // `copy.poll().await?` waits as well, and tells nothing meanwhile.
    let mut work = copy.watch();
    while let Some(status) = work.try_next().await? {
        if let Some(percent) = status.percent() {
            eprintln!("{percent:.0} %");
        }
    }
    let done = work.await?;
    println!("the copy is {}", done.resource_id().unwrap_or("somewhere"));
    Ok(())
}
