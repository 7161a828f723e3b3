//! Lists, pages, makes and fails: OData, with keys in brackets.

use super::service::Paging;
use business_central::{Client, models::{Attachment, Customer}};
use docwright_client::Error;

pub(crate) const PAGING: Paging = Paging::Member("@odata.nextLink");

pub(crate) async fn run(central: &Client) -> Result<(), Error> {
    let company = central.companies_by_id("0ab1");
    let first = company.attachments().list().await?;
    assert!(first.value.len() == 1 && first.next_link().is_some());

    let mut n_found = 0;
    let mut found = company.attachments().list().filter(Attachment::BYTE_SIZE.ge(0)).stream();
    while let Some(attachment) = found.try_next().await? {
        assert!(attachment.file_name.is_some());
        n_found += 1;
    }
    assert!(n_found > 1);

    let customer = Customer { display_name: Some("Lamp shop".into()), ..Default::default() };
    assert!(company.customers().create(&customer).await?.number.is_some());

    let nowhere = company.customers_by_id("nowhere");
    let error = nowhere.get().await.expect_err("it is nowhere");
    assert_eq!(error.status().map(|it| it.as_u16()), Some(404));
    Ok(())
}
