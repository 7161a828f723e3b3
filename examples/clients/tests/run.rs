//! Each program, run against a service on loopback.

mod service;

use service::{Service, json};
use std::path::PathBuf;
use std::process::Command;

/// Runs a program to its good end; what it printed.
fn run(program: &str, service: &Service, arguments: &[&str]) -> String {
    let output = Command::new(program)
        .args(arguments)
        .env("GRAPH_URL", format!("{}/v1.0", service.origin))
        .env("GRAPH_TOKEN", "t0ken")
        .env("IDENTITY_ENDPOINT", format!("{}/identity", service.origin))
        .env("IDENTITY_HEADER", "h")
        .env_remove("AZURE_CLIENT_SECRET")
        .output()
        .expect("the program runs");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program}: {told}");
    assert!(!told.contains("t0ken"), "a token is told: {told}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A file of this test alone.
fn file(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("run");
    std::fs::create_dir_all(&folder).expect("the target folder can be written");
    let file = folder.join(name);
    // What an earlier run left is not part of this one.
    let _ = std::fs::remove_file(&file);
    file
}

#[test]
fn list_mail() {
    let service = Service::start(|asked, _, origin| match asked.target.contains("skip") {
        false => json(
            200,
            format!(
                r#"{{"value": [{{"subject": "A", "receivedDateTime": "2026-01-02T00:00:00Z"}}], "@odata.nextLink": "{origin}/v1.0/me/messages?skip=1"}}"#
            ),
        ),
        true => json(200, r#"{"value": [{"subject": "B"}]}"#),
    });
    assert_eq!(
        run(env!("CARGO_BIN_EXE_list_mail"), &service, &[]),
        "2026-01-02T00:00:00Z  A\n  B\n"
    );
    let first = "GET /v1.0/me/messages?$select=subject,receivedDateTime&$filter=isRead%20eq%20false\
                 &$orderby=receivedDateTime%20desc&$top=50";
    assert_eq!(service.lines(), [first, "GET /v1.0/me/messages?skip=1"]);
    assert!(service.asked().iter().all(|it| it.header("authorization") == Some("Bearer t0ken")));
}

#[test]
fn send_mail() {
    let service = Service::start(|_, _, _| (202, Vec::new(), Vec::new()));
    let file = file("note.txt");
    std::fs::write(&file, "Hello").expect("the file can be written");
    let arguments = ["bo@example.com", file.to_str().expect("a path of letters")];
    assert_eq!(run(env!("CARGO_BIN_EXE_send_mail"), &service, &arguments), "sent\n");
    let asked = &service.asked()[0];
    assert_eq!(asked.line(), "POST /v1.0/me/sendMail");
    let body = asked.text();
    for part in [
        r##""@odata.type":"#microsoft.graph.fileAttachment""##,
        r#""contentBytes":"SGVsbG8=""#,
        r#""name":"note.txt""#,
        r#""toRecipients":[{"emailAddress":{"address":"bo@example.com"}}]"#,
    ] {
        assert!(body.contains(part), "{part} in {body}");
    }
}

#[test]
fn sync_users_and_go_on() {
    let service = Service::start(|_, n_before, origin| match n_before {
        0 => json(
            200,
            format!(
                r#"{{"value": [{{"id": "1", "displayName": "Ann"}}], "@odata.nextLink": "{origin}/v1.0/users/delta?$skiptoken=a"}}"#
            ),
        ),
        1 => json(
            200,
            format!(
                r#"{{"value": [{{"id": "2", "displayName": "Bo"}}], "@odata.deltaLink": "{origin}/v1.0/users/delta?$deltatoken=b"}}"#
            ),
        ),
        _ => json(
            200,
            format!(
                r#"{{"value": [{{"id": "1", "@removed": {{"reason": "deleted"}}}}], "@odata.deltaLink": "{origin}/v1.0/users/delta?$deltatoken=c"}}"#
            ),
        ),
    });
    let file = file("users.tsv");
    let path = file.to_str().expect("a path of letters");
    assert_eq!(run(env!("CARGO_BIN_EXE_sync_users"), &service, &[path]), "2 users\n");
    assert_eq!(run(env!("CARGO_BIN_EXE_sync_users"), &service, &[path]), "1 users\n");
    let kept = std::fs::read_to_string(&file).expect("the file is there");
    assert_eq!(kept.lines().skip(1).collect::<Vec<_>>(), ["2\tBo"]);
    let targets = service.lines();
    assert_eq!(targets[0], "GET /v1.0/users/delta?$select=displayName");
    assert_eq!(targets[2], "GET /v1.0/users/delta?$deltatoken=b");
}

#[test]
fn download() {
    let store = Service::start(|_, _, _| (200, Vec::new(), b"the content".to_vec()));
    let store_origin = store.origin.clone();
    let service = Service::start(move |_, _, _| {
        (302, vec![("Location", format!("{store_origin}/blob?sig=1"))], Vec::new())
    });
    let file = file("content");
    let arguments = ["i", file.to_str().expect("a path of letters")];
    assert_eq!(run(env!("CARGO_BIN_EXE_download"), &service, &arguments), "11 bytes\n");
    assert_eq!(std::fs::read(&file).expect("the file is there"), b"the content");
    assert_eq!(service.lines(), ["GET /v1.0/me/drive/items/i/content"]);
    assert_eq!(store.lines(), ["GET /blob?sig=1"]);
    assert_eq!(store.asked()[0].header("authorization"), None);
}

#[test]
fn app_only() {
    let service = Service::start(|asked, _, _| match asked.target.split('?').next() {
        Some("/identity") => json(
            200,
            r#"{"access_token": "t0ken", "expires_on": "4102444800", "token_type": "Bearer", "resource": "r"}"#,
        ),
        _ => json(200, r#"{"value": [{"id": "1"}, {"id": "2"}]}"#),
    });
    assert_eq!(run(env!("CARGO_BIN_EXE_app_only"), &service, &[]), "2 users\n");
    let asked = service.asked();
    assert!(asked[0].target.contains("resource="), "{}", asked[0].target);
    assert_eq!(asked[1].line(), "GET /v1.0/users");
    assert_eq!(asked[1].header("authorization"), Some("Bearer t0ken"));
}
