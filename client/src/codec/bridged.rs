//! serde's traits for what is the same in all clients.

use super::bridge::{generic_bridge, serde_bridge};
use super::enumeration::EnumType;
use super::flags::Flags;
use super::indirect::Indirect;
use super::many::Many;
use super::model::Model;
use super::raw::RawValue;

serde_bridge!(RawValue);
generic_bridge!(Flags<E: EnumType>);
generic_bridge!(Indirect<M: Model, Clone>);
generic_bridge!(Many<M: Model, Clone>);
