//! What a model costs on the stack: it is moved about by value, through futures and lists.

use graph::Model;
use graph::models::{DriveItem, Event, Group, Message, User};

/// The most bytes that a member may take, one with another: a text or a list takes 24, a small complex value somewhat more.
const MOST_OF_MEMBER: usize = 32;

fn is_small<M: Model>() {
    let (n, size) = (M::MEMBERS.len(), size_of::<M>());
    let most = size_of::<graph::Extra>() + n * MOST_OF_MEMBER;
    assert!(size <= most, "{}: {size} bytes for {n} members, {most} at most", M::NAME);
    assert_eq!(size_of::<Option<Box<M>>>(), size_of::<usize>());
}

#[test]
fn fault_22_a_model_is_small_on_the_stack() {
    is_small::<User>();
    is_small::<Message>();
    is_small::<Event>();
    is_small::<DriveItem>();
    is_small::<Group>();
    assert!(size_of::<Message>() <= 768, "the largest: {} bytes", size_of::<Message>());
}

/// A request on its way is a pointer, however much it answers; so is an error.
#[test]
fn fault_22_what_is_on_its_way_is_a_pointer() {
    assert!(size_of::<docwright_client::Pending<Message>>() <= 2 * size_of::<usize>());
    assert_eq!(size_of::<graph::Error>(), size_of::<usize>());
}
