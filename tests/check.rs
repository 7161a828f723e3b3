//! The command `check`: what it prints for programs, what it mends, which findings it tells of, and how to live with them.

#[path = "check/fix.rs"]
mod fix;
#[path = "check/formats.rs"]
mod formats;
#[path = "check/outputs.rs"]
mod outputs;
#[path = "cli/place.rs"]
mod place;
#[path = "schemas/mod.rs"]
mod schemas;
#[path = "check/since.rs"]
mod since;
#[path = "check/upkeep.rs"]
mod upkeep;
