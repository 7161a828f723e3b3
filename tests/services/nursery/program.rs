//! Lists, pages, makes and fails: lists in members, a cursor, a key in the address, methods of its own.

use docwright_client::{Error, ErrorKind};
use nursery::{Client, models::Plant};

pub async fn run(nursery: &Client) -> Result<(), Error> {
    let beds = nursery.beds().list().await?;
    assert_eq!(beds.value[0].tag.as_deref(), Some("north"));
    assert_eq!(beds.next_link(), None);

    let plants = nursery.beds().id("north").plants();
    let mut tags = Vec::new();
    let mut all = plants.list().stream();
    while let Some(plant) = all.try_next().await? {
        tags.extend(plant.tag);
    }
    assert_eq!(tags, ["fern-1", "moss-9"]);

    assert_eq!(plants.ask_list().await?.shade.as_deref(), Some("all day"));
    assert_eq!(plants.ask_purge().await?.shade.as_deref(), Some("never"));

    let moss = Plant { tag: Some("moss-9".into()), height: Some(2), ..Default::default() };
    assert_eq!(plants.create(&moss).await?.height, Some(2));

    // A value alone is that value.
    assert!(plants.id("moss-9").delete().await?);

    let error = plants.create(&moss).await.expect_err("it stands there");
    assert_eq!((error.code(), error.message()), (Some("17"), Some("It is there; water it")));
    assert!(!format!("{error:?} {:?}", plants.list()).contains("t0k3n"));
    let error = plants.list().stream().try_next().await.expect_err("no list");
    assert_eq!((error.kind(), error.json_path()), (ErrorKind::Decode, Some("data.plants")));
    Ok(())
}
