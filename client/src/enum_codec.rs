//! What a generated enum gets beside its [`EnumType`](crate::EnumType), by one macro.

/// Gives an [`EnumType`](crate::EnumType) its codec, `Display`, and the conversions from text.
///
/// Generated code calls it once for each enum.
#[macro_export]
macro_rules! enum_codec {
    ($name:ident) => {
        $crate::codec::serde_bridge!($name);

        impl $crate::codec::Decode for $name {
            const EXPECTS: &'static str =
                if <Self as $crate::EnumType>::IS_NUMBER { "a number" } else { "a string" };

            #[inline]
            fn decode(reader: &mut $crate::codec::Reader<'_>) -> ::core::option::Option<Self> {
                $crate::codec::decode_enum(reader)
            }

            #[inline]
            fn part(&self) -> $crate::codec::Part<'_> {
                $crate::codec::Part::Name(self)
            }
        }

        impl $crate::codec::Encode for $name {
            #[inline]
            fn encode(&self, json: &mut $crate::codec::Writer) {
                $crate::codec::encode_enum(self, json);
            }

            #[inline]
            fn equals(&self, other: &Self) -> bool {
                self == other
            }
        }

        impl ::core::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad($crate::codec::EnumType::as_str(self))
            }
        }

        impl ::core::convert::From<&str> for $name {
            #[inline]
            fn from(text: &str) -> Self {
                $crate::codec::EnumType::from_text(text)
            }
        }

        impl ::core::convert::From<::std::string::String> for $name {
            #[inline]
            fn from(text: ::std::string::String) -> Self {
                $crate::codec::EnumType::from_text(&text)
            }
        }
    };
}
