//! A function's arguments are quoted and encoded.

use docwright_client::Error;
use graph::Client;

pub async fn run(graph: &Client) -> Result<(), Error> {
    let (start, end) = ("2024-02-29T00:00:00+01:00", "2024-03-01T00:00:00+01:00");
    let reminders = graph.users().id("O'Neil").reminder_view(start, end).get().await?;
    println!("{:?}", reminders.value);
    Ok(())
}
