//! The tie between generated code and this crate.

/// The shape of generated code that this crate understands. It changes when generated code has to.
const SHAPE: u32 = 3;

/// Compiles only if this crate understands generated code of shape `N`. Generated code calls it once, in a constant.
///
/// ```
/// const _: () = docwright_client::assert_version::<3>();
/// ```
///
/// Otherwise the compiler says what to do:
///
/// ```compile_fail
/// const _: () = docwright_client::assert_version::<0>();
/// ```
pub const fn assert_version<const N: u32>() {
    assert!(
        N >= SHAPE,
        "this code was generated for an older docwright-client: generate it again with the docwright of the same version"
    );
    assert!(
        N <= SHAPE,
        "this code was generated for a newer docwright-client: run `cargo update -p docwright-client`"
    );
}

/// Brings in the code that a build script generated under a name, in a module of its own:
/// `pub mod shop { docwright_client::include_api!("shop"); }`.
#[macro_export]
macro_rules! include_api {
    ($name:literal) => {
        ::core::include!(::core::concat!(::core::env!("OUT_DIR"), "/", $name, ".rs"));
    };
}
