#[allow(dead_code, unreachable_pub, missing_docs)]
#[path = "../shop/mod.rs"]
mod shop;

use shop::{Client, Customer};

fn main() {
    let shop = Client::builder().build().unwrap();
    let _ = shop.orders().list().select(Customer::NAME);
}
