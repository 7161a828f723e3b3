//! JSON held against a schema.

#![allow(dead_code, reason = "each suite uses a part of it")]

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::Value;

pub(crate) struct Schema {
    compiled: Schemas,
    index: SchemaIndex,
}

impl Schema {
    /// The text has to be a schema by the draft that it names.
    #[track_caller]
    pub(crate) fn new(text: &str) -> Self {
        const PLACE: &str = "schema.json";
        let json = serde_json::from_str(text).expect("the schema is JSON");
        let mut compiler = Compiler::new();
        compiler.enable_format_assertions();
        compiler.add_resource(PLACE, json).expect("its name is a place");
        let mut compiled = Schemas::new();
        let index = compiler.compile(PLACE, &mut compiled);
        let index = index.unwrap_or_else(|why| panic!("the schema is one: {why:#}"));
        Self { compiled, index }
    }

    /// The official one of SARIF.
    pub(crate) fn of_sarif() -> Self {
        // Its pattern for languages ends with a bracket that an expression may not have by itself.
        Self::new(&include_str!("sarif-2.1.0.json").replace("{2}]?$", "{2}?$"))
    }

    pub(crate) fn is_valid(&self, value: &Value) -> bool {
        self.compiled.validate(value, self.index).is_ok()
    }

    #[track_caller]
    pub(crate) fn assert_valid(&self, value: &Value) {
        if let Err(why) = self.compiled.validate(value, self.index) {
            panic!("{why:#}");
        }
    }
}
