//! Lists, pages, makes and fails: bare arrays, links in a header, a token in a header of its own.

use super::service::Paging;
use docwright_client::Error;
use gitlab::{Client, parameters::CreateProjectsIdLabels};

pub(crate) const PAGING: Paging = Paging::Header;

pub(crate) async fn run(gitlab: &Client) -> Result<(), Error> {
    let labels = gitlab.projects().id("group/lamps").labels();
    let first = labels.list().await?;
    assert_eq!(first.value.len(), 1);

    let mut n_labels = 0;
    let mut all = labels.list().stream();
    while let Some(label) = all.try_next().await? {
        assert!(label.name.is_some() && label.color.is_some());
        n_labels += 1;
    }
    assert!(n_labels > 1);

    let mut label = CreateProjectsIdLabels::default();
    (label.name, label.color) = (Some("dim".into()), Some("#102030".into()));
    assert!(labels.create(&label).await?.id.is_some());

    let nowhere = gitlab.projects().id("nowhere");
    let error = nowhere.labels().list().await.expect_err("it is nowhere");
    assert_eq!(error.status().map(|it| it.as_u16()), Some(404));
    assert!(error.message().is_some());
    Ok(())
}
