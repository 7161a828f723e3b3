//! serde's traits for what generated code makes, by one macro, so that a generated crate needs no serde of its own.

/// Gives types that are read from JSON and written as JSON `Serialize` and `Deserialize`, so that they can be a field of any
/// struct that derives these. Nothing without the feature `serde`.
///
/// Generated code calls it for each struct; [`enum_codec!`](crate::enum_codec) does for enums.
#[cfg(feature = "serde")]
#[macro_export]
macro_rules! serde_bridge {
    ($($name:ty),* $(,)?) => {$(
        impl $crate::codec::__serde::Serialize for $name {
            #[inline]
            fn serialize<S: $crate::codec::__serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::codec::as_json::serialize(self, serializer)
            }
        }

        impl<'de> $crate::codec::__serde::Deserialize<'de> for $name {
            #[inline]
            fn deserialize<D: $crate::codec::__serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::codec::as_json::deserialize(deserializer)
            }
        }
    )*};
}

/// Gives types that are read from JSON and written as JSON `Serialize` and `Deserialize`, with the feature `serde`; without it,
/// which is now, nothing.
#[cfg(not(feature = "serde"))]
#[macro_export]
macro_rules! serde_bridge {
    ($($name:ty),* $(,)?) => {};
}

#[doc(hidden)]
pub use serde_bridge;

/// The same of a generic type.
#[cfg(feature = "serde")]
macro_rules! generic_bridge {
    ($name:ident<$item:ident: $($bound:path),+>) => {
        impl<$item: $($bound +)+ 'static> serde::Serialize for $name<$item> {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::codec::as_json::serialize(self, serializer)
            }
        }

        impl<'de, $item: $($bound +)+ 'static> serde::Deserialize<'de> for $name<$item> {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::codec::as_json::deserialize(deserializer)
            }
        }
    };
}

#[cfg(feature = "serde")]
pub(crate) use generic_bridge;
