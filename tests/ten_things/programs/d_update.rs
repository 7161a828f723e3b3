//! An update tells absent, a value and an explicit null apart.

use docwright_client::{Error, Patch};
use graph::Client;
use graph::models::User;

pub async fn run(graph: &Client) -> Result<(), Error> {
    let patch = Patch::new().set(User::JOB_TITLE, "Lead").clear(User::MOBILE_PHONE);
    graph.users().id("ann@example.com").update(patch).if_match("W/\"5\"").await?;
    Ok(())
}
