//! An update tells absent, a value and an explicit null apart. A header that the docs do not list goes by its name.

use docwright_client::{Error, Patch};
use graph::Client;
use graph::models::User;

pub async fn run(graph: &Client) -> Result<(), Error> {
    let patch = Patch::new().set(User::JOB_TITLE, "Lead").clear(User::MOBILE_PHONE);
    let update = graph.users().id("ann@example.com").update(patch);
    update.header("If-Match", "W/\"5\"").await?;
    Ok(())
}
