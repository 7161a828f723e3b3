//! What services send goes through the models and comes back: JSON of our own, each kind that docs do not foresee.

use docwright_client::{Binary, Flags, Page, codec, json::json};
use graph::models::{
    Attachment, FileAttachment, Importance, ItemAttachment, MailTips, Message, RecipientScopeType,
    User,
};

/// What is read comes back unchanged.
#[track_caller]
fn read<T: docwright_client::Model>(json: docwright_client::Value) -> T {
    let value: T = codec::from_value(&json).expect("an object");
    assert_eq!(codec::to_value(&value), json);
    let again: T = codec::from_value(&codec::to_value(&value)).expect("an object");
    assert!(codec::equal(&again, &value));
    value
}

#[test]
fn a_list_of_attachments_of_several_types() {
    let page: Page<Attachment> = read(json!({"value": [
        {"@odata.type": "#microsoft.graph.fileAttachment", "name": "a.txt", "contentBytes": "aGVsbG8="},
        {"@odata.type": "#microsoft.graph.itemAttachment", "name": "b", "item": {"id": "1", "new": null}},
        {"@odata.type": "#microsoft.graph.laterAttachment", "name": "c", "new": [1]},
        {"name": "d"},
    ]}));
    let attachments = page.value;
    let kinds: Vec<_> = attachments.iter().map(Attachment::kind).collect();
    assert_eq!(
        kinds,
        [
            "microsoft.graph.fileAttachment",
            "microsoft.graph.itemAttachment",
            "microsoft.graph.laterAttachment",
            "microsoft.graph.attachment",
        ]
    );
    let file: FileAttachment = attachments[0].downcast().expect("a file");
    assert_eq!(file.content_bytes.and_then(|it| it.to_bytes()).as_deref(), Some(&b"hello"[..]));
    let item: ItemAttachment = attachments[1].downcast().expect("a letter");
    assert_eq!(item.item.and_then(|it| it.into_inner().id).as_deref(), Some("1"));
    assert!(attachments[2].downcast::<FileAttachment>().is_none());
}

#[test]
fn a_file_can_be_attached() {
    let file = FileAttachment {
        name: Some("a.txt".into()),
        content_bytes: Some(Binary::from_bytes(b"hello")),
        ..Default::default()
    };
    let attachment = Attachment::from(file);
    assert_eq!(
        codec::to_value(&attachment).to_string(),
        r##"{"@odata.type":"#microsoft.graph.fileAttachment","name":"a.txt","contentBytes":"aGVsbG8="}"##
    );
}

#[test]
fn members_that_the_docs_do_not_know() {
    let user: User = read(json!({
        "@odata.context": "x", "id": "1", "extension_abc_colour": "red", "new": {"a": [null, 1.5]}, "manager@odata.type": "y",
    }));
    assert_eq!(user.extra.len(), 4);
    assert_eq!(user.extra.get("extension_abc_colour"), Some(&json!("red").into()));
}

#[test]
fn enum_members_that_the_docs_do_not_know() {
    let message: Message = read(json!({"importance": "urgent"}));
    assert_eq!(message.importance.as_ref().map(Importance::as_str), Some("urgent"));
    let message: Message = read(json!({"importance": "HIGH"}));
    assert_eq!(message.importance, Some(Importance::High));
}

#[test]
fn members_of_another_type_than_documented() {
    let json = json!({"subject": 5, "isRead": "yes", "from": [], "categories": ["a", 1], "receivedDateTime": {}});
    let message: Message = read(json.clone());
    assert!(message.subject.is_none() && message.is_read.is_none() && message.from.is_none());
    assert_eq!(message.extra.len(), 5);
    let strict = codec::from_slice_strict::<Message>(json.to_string().as_bytes());
    assert_eq!(strict.expect_err("a subject is a text").json_path(), Some("subject"));
}

#[test]
fn nulls_are_not_absent() {
    let message: Message = read(json!({"subject": null, "from": null, "categories": null}));
    assert!(message.extra.is_null("subject") && !message.extra.was_present("id"));
}

#[test]
fn flags_are_a_set() {
    let tips: MailTips = read(json!({"recipientScope": "external,internal"}));
    let both = Flags::from([RecipientScopeType::Internal, RecipientScopeType::External]);
    assert_eq!(tips.recipient_scope, Some(both));
    let tips: MailTips = read(json!({"recipientScope": "External, martian"}));
    let scope = tips.recipient_scope.expect("two");
    assert!(scope.contains(&RecipientScopeType::External) && scope.len() == 2);
}
