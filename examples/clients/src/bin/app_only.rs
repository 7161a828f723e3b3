//! Signs in as an application, and counts the users: with `AZURE_TENANT_ID`, `AZURE_CLIENT_ID` and `AZURE_CLIENT_SECRET`
//! anywhere, without them by the identity that the machine has.

use azure_core::credentials::{Secret, TokenCredential};
use azure_identity::{ClientSecretCredential, ManagedIdentityCredential};
use graph::Client;
use std::env::var;
use std::sync::Arc;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let credential: Arc<dyn TokenCredential> = match var("AZURE_CLIENT_SECRET") {
        Ok(secret) => {
            let (tenant, app) = (var("AZURE_TENANT_ID")?, var("AZURE_CLIENT_ID")?);
            ClientSecretCredential::new(&tenant, app, Secret::new(secret), None)?
        }
        Err(_) => ManagedIdentityCredential::new(None)?,
    };
    let mut builder = Client::builder().credential(credential);
    if let Ok(url) = var("GRAPH_URL") {
        builder = builder.base_url(url);
    }
    let mut users = builder.build()?.users().list().stream();
    let mut n = 0;
    while users.try_next().await?.is_some() {
        n += 1;
    }
    println!("{n} users");
    Ok(())
}
