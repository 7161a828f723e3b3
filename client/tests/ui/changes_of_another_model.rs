#[allow(dead_code, unreachable_pub, missing_docs)]
#[path = "../shop/mod.rs"]
mod shop;

use shop::{Client, Customer};

fn main() {
    let shop = Client::builder().build().unwrap();
    let patch = docwright_client::Patch::new().clear(Customer::NAME);
    let _ = shop.orders().id("1").update(patch);
}
