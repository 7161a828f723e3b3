//! What must not compile, and what the compiler says: each file of `ui/` has the message beside it.

#[test]
fn wrong_uses_do_not_compile_and_the_message_says_why() {
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}
