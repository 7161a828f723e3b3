//! What the programs share: a client of the service that the environment names.

use graph::{Client, Error};

/// A client of the service at `GRAPH_URL`, or of the real one, with the token in `GRAPH_TOKEN`.
pub fn client() -> Result<Client, Error> {
    let mut builder = Client::builder().token(std::env::var("GRAPH_TOKEN").unwrap_or_default());
    if let Ok(url) = std::env::var("GRAPH_URL") {
        builder = builder.base_url(url);
    }
    builder.build()
}
