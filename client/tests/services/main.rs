//! Services that do not speak OData, over real HTTP on loopback: each place of a list with each kind of paging and each place of a
//! token, errors in all shapes, and what goes wrong.
//!
//! * Every place × every paging × every token: `lists::every_list_is_read_to_its_end`.
//! * A list goes on in another run: `lists::every_list_goes_on_in_another_run`.
//! * Ends: `ends`. Errors where a service has them: `errors`. Tokens, and that nobody sees them: `tokens`.
//! * Faults: a list that is not there, cursors and pages that repeat, links to another host, web pages: `faults`.

#[path = "../shop/mod.rs"]
#[allow(dead_code, unreachable_pub, missing_docs, reason = "each test uses a part of the shop")]
mod shop;
#[allow(unreachable_pub, reason = "the tests' own")]
mod store;

mod ends;
mod errors;
mod faults;
mod lists;
mod tokens;
