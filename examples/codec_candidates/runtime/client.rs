#![allow(dead_code, unused_imports)]
pub use docwright_client::{
    DateTimeOffset, Decode, Encode, EnumType, Extra, Field, Member, Model, Page, UnknownMember,
    codec,
};

pub mod types {
    pub use super::*;
}

pub trait Codec: Decode + Encode {}
impl<T: Decode + Encode> Codec for T {}

pub fn read<T: Codec>(json: &[u8]) -> Option<T> {
    codec::from_slice(json).ok()
}

pub fn write<T: Codec>(value: &T) -> Vec<u8> {
    codec::to_vec(value)
}
