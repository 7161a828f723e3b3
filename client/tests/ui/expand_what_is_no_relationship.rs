#[allow(dead_code, unreachable_pub, missing_docs)]
#[path = "../shop/mod.rs"]
mod shop;

use shop::{Client, Order};

fn main() {
    let shop = Client::builder().build().unwrap();
    let _ = shop.orders().list().expand(Order::NOTE);
}
