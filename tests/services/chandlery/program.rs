//! What is sent as a form, in parts, as numbers and as lists, and answers that are empty.

use chandlery::docwright_client::{FileParts, RawValue, json};
use chandlery::{Client, Error, models, parameters as p};

pub async fn run(chandlery: &Client) -> Result<(), Error> {
    let hemp = p::CreateCoils {
        name: Some("Hemp & tar".into()),
        metres: Some(80),
        strands: Some(vec!["left".into(), "right".into()]),
        maker: Some(RawValue::from(json::json!({ "town": "Ostby" }))),
        ..Default::default()
    };
    assert_eq!(chandlery.coils().create(&hemp).await?.id, Some(7));
    let coil = chandlery.coils().id("7");
    let longer = p::UpdateCoilsId { metres: Some(90), ..Default::default() };
    assert_eq!(coil.update(&longer).await?.metres, Some(90));
    coil.reserve(&p::CoilsIdReserve { ship: Some("Heron".into()), ..Default::default() }).await?;
    let marks = p::CreateCoilsIdMarks {
        mark: Some(vec!["red".into(), "wet".into()]),
        note: Some("by the door".into()),
        ..Default::default()
    };
    coil.marks().create(&marks).await?;
    coil.weight(&p::CoilsIdWeight { kilos: Some(12), ..Default::default() }).await?;
    let caption = p::CoilsIdPicture { caption: Some("Wet".into()), ..Default::default() };
    let file = FileParts::new().file("picture", "coil.png", "image/png", "not much");
    coil.picture(&caption, file).await?;

    let ships = ["Heron", "Tern"];
    let crates = ships.map(|it| p::CreateCrates { ship: Some(it.into()), ..Default::default() });
    chandlery.crates().create(&crates).await?;
    let shelf = p::ReplaceCratesTally { shelf: Some("north".into()), number: Some(4), ..Default::default() };
    chandlery.crates().tally().replace(&[shelf]).await?;
    let one = chandlery.crates().id("4").get().await?;
    assert_eq!(one.state, Some(models::CrateState::Packed));
    assert_eq!(one.kind, Some(models::CrateKind::OldOak));
    assert_eq!(one.lid, Some(models::Lid::B));
    // A number that the docs do not know is kept, and goes back as it came.
    let state = chandlery.crates().id("5").get().await?.state;
    assert_eq!(state.as_ref().map(|it| it.as_str()), Some("12"));
    let change = p::UpdateCratesId { state, ..Default::default() };
    chandlery.crates().id("5").update(&change).await?;
    let change = p::UpdateCratesId { state: Some(models::CrateState::Shipped), ..Default::default() };
    chandlery.crates().id("5").update(&change).await?;

    for _ in 0..3 {
        let burnt: () = chandlery.crates().id("4").burn().await?;
        assert_eq!(burnt, ());
    }
    Ok(())
}
