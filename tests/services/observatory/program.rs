//! Lists, pages, makes and fails: bare arrays, links in headers, a token in a header of its own.

use docwright_client::Error;
use observatory::{Client, models::Telescope};

pub async fn run(observatory: &Client) -> Result<(), Error> {
    let list = observatory.telescopes().list().query("per", "2");
    let mut telescopes = list.clone().stream();
    let mut names = Vec::new();
    while let Some(telescope) = telescopes.try_next().await? {
        names.extend(telescope.name);
    }
    assert_eq!(names, ["Old Glass", "North Eye", "Night Owl"]);

    let page = list.await?;
    assert_eq!((page.value.len(), page.next_link().is_some()), (2, true));

    let owl = Telescope { name: Some("Night Owl".into()), aperture: Some(0.9), ..Default::default() };
    assert_eq!(observatory.telescopes().create(&owl).await?.id, Some(3));

    let error = observatory.telescopes().id("9").get().await.expect_err("there is none");
    assert_eq!((error.code(), error.message()), (Some("no-telescope"), Some("Nothing there.")));
    let error = observatory.telescopes().create(&owl).await.expect_err("there is one");
    assert_eq!(error.message(), Some("is taken; is too small"));
    Ok(())
}
