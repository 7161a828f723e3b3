//! Conversions to and from the uuid crate's type.

use super::texts::Guid;
use uuid::Uuid;

impl TryFrom<&Guid> for Uuid {
    type Error = uuid::Error;

    fn try_from(text: &Guid) -> Result<Self, Self::Error> {
        text.as_str().parse()
    }
}

impl From<Uuid> for Guid {
    fn from(value: Uuid) -> Self {
        value.hyphenated().to_string().into()
    }
}
