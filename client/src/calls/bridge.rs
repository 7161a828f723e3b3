//! serde's traits for answers.

use super::page::Page;
use super::value_of::ValueOf;
use crate::codec::{Decode, Encode, generic_bridge};

generic_bridge!(Page<T: Decode, Encode, Send, Sync>);
generic_bridge!(ValueOf<T: Decode, Encode>);
