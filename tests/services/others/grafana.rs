//! Lists, pages, makes and fails: bare arrays, numbered pages.

use super::service::Paging;
use docwright_client::Error;
use grafana::{Client, parameters::CreateTeams};

pub(crate) const PAGING: Paging = Paging::Numbers;

pub(crate) async fn run(grafana: &Client) -> Result<(), Error> {
    let teams = grafana.teams().id("7").members().list().await?;
    assert!(teams.value.iter().all(|it| it.login.is_some()));

    let mut n_found = 0;
    let mut found = grafana.search().list().stream();
    while let Some(hit) = found.try_next().await? {
        assert!(hit.uid.is_some() && hit.title.is_some());
        n_found += 1;
    }
    assert_eq!(n_found, 2);

    let team = CreateTeams { name: Some("Night shift".into()), ..Default::default() };
    assert!(grafana.teams().create(&team).await?.team_id.is_some());

    let error = grafana.folders().id("nowhere").get().await.expect_err("it is nowhere");
    assert_eq!(error.status().map(|it| it.as_u16()), Some(404));
    assert!(error.message().is_some());
    Ok(())
}
