//! Each program, run against a service on loopback.

mod service;

use docwright_client::Value;
use service::{Service, json};
use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

/// What a program said.
struct Ran {
    shown: String,
    /// On standard error.
    told: String,
}

/// Runs a program to its good end; what it printed.
fn run(program: &str, service: &Service, arguments: &[&str]) -> String {
    start(program, service, arguments).shown
}

fn start(program: &str, service: &Service, arguments: &[&str]) -> Ran {
    let output = Command::new(program)
        .args(arguments)
        .env("GRAPH_URL", format!("{}/v1.0", service.origin))
        .env("GRAPH_TOKEN", "t0ken")
        .env("IDENTITY_ENDPOINT", format!("{}/identity", service.origin))
        .env("IDENTITY_HEADER", "h")
        .env_remove("AZURE_CLIENT_SECRET")
        .output()
        .expect("the program runs");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{program}: {told}");
    let shown = String::from_utf8_lossy(&output.stdout).into_owned();
    for secret in ["t0ken", "s3cret"] {
        assert!(
            !told.contains(secret) && !shown.contains(secret),
            "a secret is told: {told}{shown}"
        );
    }
    Ran { shown, told }
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
                r#"{{"value": [{{"id": "1", "@removed": {{"reason": "deleted"}}}}, {{"id": "2"}}], "@odata.deltaLink": "{origin}/v1.0/users/delta?$deltatoken=c"}}"#
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

/// The parts of a batch that was asked for.
fn parts(asked: &service::Asked) -> Vec<Value> {
    let body: Value = asked.text().parse().expect("JSON");
    body["requests"].as_array().expect("a list").clone()
}

#[test]
fn batch() {
    let service = Service::start(|asked, _, _| {
        // In another order than asked, and one of them fails.
        let answers = parts(asked).into_iter().rev().map(|part| {
            let url = part["url"].as_str().unwrap_or_default();
            let (status, body) = match url.split('?').next() {
                Some("/me") => (200, r#"{"displayName": "Ann"}"#),
                Some("/me/messages") => (200, r#"{"value": [{"subject": "A"}, {"subject": "B"}]}"#),
                _ => (403, r#"{"error": {"code": "accessDenied", "message": "Not yours."}}"#),
            };
            format!(r#"{{"id": {}, "status": {status}, "body": {body}}}"#, part["id"])
        });
        let answers: Vec<String> = answers.collect();
        json(200, format!(r#"{{"responses": [{}]}}"#, answers.join(",")))
    });
    let ran = start(env!("CARGO_BIN_EXE_batch"), &service, &[]);
    assert_eq!(ran.shown, "Ann\nmail   A\nmail   B\n");
    assert!(
        ran.told.starts_with("no events: ") && ran.told.contains("accessDenied"),
        "{}",
        ran.told
    );
    assert_eq!(service.lines(), ["POST /v1.0/$batch"]);
    let asked = &service.asked()[0];
    assert_eq!(asked.header("authorization"), Some("Bearer t0ken"));
    let parts = parts(asked);
    let urls: Vec<_> = parts.iter().map(|it| it["url"].as_str().unwrap_or_default()).collect();
    let messages = "/me/messages?$select=subject&$orderby=receivedDateTime%20desc&$top=5";
    assert_eq!(urls, ["/me?$select=displayName", messages, "/me/events?$select=subject"]);
    assert_eq!(parts[2]["dependsOn"].to_string(), format!("[{}]", parts[0]["id"]));
}

#[test]
fn upload() {
    const CHUNK: usize = 12 * 320 * 1024;
    let content: Vec<u8> = (0..2 * CHUNK + 1_000).map(|n| (n / 7 % 251) as u8).collect();
    let total = content.len();
    // The second chunk is put off, the third lost on the way back: what has come is what counts.
    let kept = Arc::new(Mutex::new(Vec::new()));
    let (here, n_puts) = (kept.clone(), AtomicUsize::new(0));
    let store = Service::start(move |asked, _, _| {
        let mut kept = here.lock().expect("nobody panics");
        let n_before = match asked.method.as_str() {
            "PUT" => n_puts.fetch_add(1, Ordering::SeqCst),
            _ => 0,
        };
        if n_before == 1 {
            return (429, vec![("Retry-After", "0".to_owned())], Vec::new());
        }
        if asked.method == "PUT" {
            let end = kept.len() + asked.body.len();
            let range = format!("bytes {}-{}/{total}", kept.len(), end - 1);
            assert_eq!(asked.header("content-range"), Some(range.as_str()));
            kept.extend_from_slice(&asked.body);
        }
        match (kept.len(), n_before) {
            (_, 3) => service::HANG_UP,
            (n, _) if n == total => json(201, format!(r#"{{"id": "i", "size": {n}}}"#)),
            (n, _) => json(202, format!(r#"{{"nextExpectedRanges": ["{n}-"]}}"#)),
        }
    });
    let session = format!("{}/up/1?key=s3cret", store.origin);
    let service =
        Service::start(move |_, _, _| json(200, format!(r#"{{"uploadUrl": "{session}"}}"#)));
    let file = file("large.bin");
    std::fs::write(&file, &content).expect("the file can be written");
    let arguments = [file.to_str().expect("a path of letters"), "old files/large.bin"];
    let ran = start(env!("CARGO_BIN_EXE_upload"), &service, &arguments);
    assert_eq!(ran.shown, format!("{total} bytes, id i\n"));
    // No terminal, no bar.
    assert_eq!(ran.told, "");
    let session = "POST /v1.0/me/drive/root:/old%20files/large.bin:/createUploadSession";
    assert_eq!(service.lines(), [session]);
    assert!(*kept.lock().expect("nobody panics") == content, "other bytes have come");
    assert!(store.asked().iter().all(|it| it.header("authorization").is_none()));
    let methods: Vec<_> = store.asked().into_iter().map(|it| it.method).collect();
    assert_eq!(methods, ["PUT", "PUT", "GET", "PUT", "PUT", "GET"]);
}

#[test]
fn copy() {
    let monitor = Service::start(|_, n_before, _| {
        let (status, body) = match n_before {
            0 => (202, r#"{"status": "inProgress", "percentageComplete": 27.8}"#),
            1 => (202, r#"{"status": "inProgress", "percentageComplete": 80}"#),
            _ => {
                (200, r#"{"status": "completed", "percentageComplete": 100, "resourceId": "new"}"#)
            }
        };
        let (status, mut headers, body) = json(status, body);
        headers.push(("Retry-After", "0".to_owned()));
        (status, headers, body)
    });
    let place = format!("{}/monitor/1?key=s3cret", monitor.origin);
    let service = Service::start(move |_, _, _| {
        let headers = vec![("Location", place.clone()), ("Retry-After", "0".to_owned())];
        (202, headers, Vec::new())
    });
    let ran = start(env!("CARGO_BIN_EXE_copy"), &service, &["i", "Copy.docx"]);
    assert_eq!(ran.shown, "the copy is new\n");
    assert_eq!(ran.told, "28 %\n80 %\n100 %\n");
    let asked = &service.asked()[0];
    assert_eq!(asked.line(), "POST /v1.0/me/drive/items/i/copy");
    assert_eq!(asked.text(), r#"{"name":"Copy.docx"}"#);
    assert_eq!(monitor.lines(), ["GET /monitor/1?key=s3cret"; 3]);
    assert!(monitor.asked().iter().all(|it| it.header("authorization").is_none()));
}

/// Each program is one that is read at a glance.
#[test]
fn programs_are_short() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/bin");
    let mut names = Vec::new();
    for file in std::fs::read_dir(folder).expect("the programs are there").flatten() {
        let name = file.file_name().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(file.path()).expect("a text");
        assert!(text.lines().count() < 40, "{name} is too long for what it shows");
        assert!(!text.contains("unwrap()"), "{name} panics");
        names.push(name);
    }
    names.sort();
    let tests = include_str!("run.rs");
    for name in &names {
        let program = name.trim_end_matches(".rs");
        assert!(tests.contains(&format!("CARGO_BIN_EXE_{program}\"")), "{name} is not run");
    }
    assert_eq!(names.len(), 8);
}
