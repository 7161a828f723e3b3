//! serde's traits for what generated code makes, by one macro, so that a generated crate needs no serde of its own.

/// Gives types that are read from JSON and written as JSON `Serialize` and `Deserialize`, so that they can be a field of any
/// struct that derives these. Nothing without the feature `serde`.
///
/// Generated code calls it for each struct; [`enum_codec!`](crate::enum_codec) does for enums.
#[cfg(feature = "serde")]
#[macro_export]
macro_rules! serde_bridge {
    ($($name:ty),* $(,)?) => {$(
        impl $crate::__serde::Serialize for $name {
            #[inline]
            fn serialize<S: $crate::__serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::codec::as_json::serialize(self, serializer)
            }
        }

        impl<'de> $crate::__serde::Deserialize<'de> for $name {
            #[inline]
            fn deserialize<D: $crate::__serde::Deserializer<'de>>(
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
