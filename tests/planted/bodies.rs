//! Mistakes in bodies, values, requests and answers: one at a time in the sample, and one kind a small doc set.

use super::{Plant, check, pages};
use docwright::config::Config;
use docwright::diagnostic::render::short;
use docwright::doc_set::DocSet;
use docwright::pipeline;

const PLANTS: &[Plant] = &[
    // Bodies that are sent.
    (
        "api/message-post-attachments.md",
        "{\n  \"@odata.type\": \"#microsoft.graph.fileAttachment\",\n  \"name\"",
        "«{»\n  \"name\"",
        "abstract-without-type",
    ),
    (
        "api/user-update.md",
        "|jobTitle|String|",
        "|«id»|String|Who it is.|\n|jobTitle|String|",
        "read-only-in-request",
    ),
    (
        "api/usersecurityprofile-update.md",
        "{\n  \"azureSubscriptionId\": null,",
        "{\n  «\"createdDateTime\"»: \"2021-03-02T08:15:44Z\",\n  \"azureSubscriptionId\": null,",
        "read-only-in-request",
    ),
    (
        "api/usersecurityprofile-post.md",
        "|azureSubscriptionId|String|The subscription that pays for the product. Optional.|",
        "|«azureSubscriptionId»|String|The subscription that pays for the product. Required.|",
        "required-but-absent",
    ),
    (
        "api/user-get.md",
        "GET https://graph.microsoft.com/v1.0/users/misaki.sato@lindholm.example\n",
        "GET «https://graph.microsoft.com/v1.0/users/misaki.sato@lindholm.example»\n\n{ \"a\": 1 }\n",
        "example-request-mismatch",
    ),
    // Bodies that are answered.
    (
        "api/message-post-attachments.md",
        "\"@odata.type\": \"#microsoft.graph.fileAttachment\",\n  \"id\"",
        "\"@odata.type\": \"«#microsoft.graph.event»\",\n  \"id\"",
        "unrelated-example-type",
    ),
    (
        "api/user-get.md",
        "https://graph.microsoft.com/v1.0/$metadata#users(displayName,mail,preferredLanguage)/$entity",
        "«https://graph.microsoft.com/v1.0/$metadata#users('1')/messages/$entity»",
        "unrelated-example-context",
    ),
    (
        "api/user-get.md",
        "{\n  \"id\": \"5f4f2b1e-7a0c-4a4e-9d0d-2b6f6a1c8e33\",\n  \"displayName\": \"佐藤 美咲\",\n  \"givenName\": \"美咲\",\n  \"surname\": \"佐藤\",\n  \"jobTitle\": \"Press operator\",\n  \"mail\": \"misaki.sato@lindholm.example\",\n  \"mobilePhone\": null,\n  \"businessPhones\": [],\n  \"userPrincipalName\": \"misaki.sato@lindholm.example\"\n}",
        "«{» \"value\": {\n  \"id\": \"5f4f2b1e-7a0c-4a4e-9d0d-2b6f6a1c8e33\"\n} }",
        "wrapped-answer",
    ),
    (
        "api/user-get.md",
        "HTTP/1.1 200 OK\nContent-Type: application/json\n\n{\n  \"@odata.context\": \"https://graph.microsoft.com/v1.0/$metadata#users(displayName,mail,preferredLanguage)/$entity\",\n  \"id\": \"cb486194-1c44-4b57-88f6-14b4cae0a8e7\",\n  \"displayName\": \"Amara Okafor\",\n  \"mail\": \"amara.okafor@lindholm.example\",\n  \"preferredLanguage\": \"nb-NO\"\n}\n",
        "HTTP/1.1 «200» OK\n",
        "answer-without-body",
    ),
    // Values.
    (
        "api/usersecurityprofile-update.md",
        "\"createdDateTime\": \"2021-03-02T08:15:44.0193627Z\"",
        "\"createdDateTime\": \"«2021-03-02 at eight»\"",
        "example-value-format",
    ),
    (
        "api/application-get.md",
        "\"signInAudience\": \"AzureADMyOrg\"",
        "\"signInAudience\": «\"AzureADOurOrg\"»",
        "example-out-of-bounds",
    ),
    (
        "api/usersecurityprofile-update.md",
        "\"tags\": [\"finance\"],\n  \"userPrincipalName\"",
        "\"tags\": «\"finance\"»,\n  \"userPrincipalName\"",
        "example-type-mismatch",
    ),
    // Requests.
    (
        "api/user-get.md",
        "/me?$select=displayName,mail,preferredLanguage",
        "/me?$select=displayName,mail,preferredLanguage&«$search»=\"x\"",
        "undocumented-query-option",
    ),
    (
        "api/user-list.md",
        "/users?$select=displayName,businessPhones&$top=2",
        "/users?$select=displayName,«businesPhones»&$top=2",
        "unknown-query-property",
    ),
    (
        "api/user-reminderview.md",
        "|startDateTime|String|",
        "|«beginning»|String|",
        "parameter-name-mismatch",
    ),
    (
        "api/user-reminderview.md",
        "|Authorization|Bearer {token}. Required.|",
        "|Authorization|Bearer {token}. Required.|\n|«ConsistencyLevel»|eventual. Required.|",
        "required-header-absent",
    ),
    (
        "api/user-delta.md",
        "{\n  \"@odata.context\": \"https://graph.microsoft.com/v1.0/$metadata#users(displayName,jobTitle)\",\n  \"@odata.deltaLink\": \"https://graph.microsoft.com/v1.0/users/delta?$deltatoken=oEBwdSP6uehI\",\n",
        "«{»\n  \"@odata.context\": \"https://graph.microsoft.com/v1.0/$metadata#users(displayName,jobTitle)\",\n",
        "delta-without-link",
    ),
    (
        "api/user-reminderview.md",
        "|startDateTime|String|",
        "|«startsDateTime»|String|",
        "parameter-name-mismatch",
    ),
    (
        "api/driveitem-copy.md",
        "v1.0/me/drive/items/01BYE5RZ6QN3ZWBTUFOFD3GSPGOHDJD36K/copy",
        "v1.0/me/«Drive»/items/01BYE5RZ6QN3ZWBTUFOFD3GSPGOHDJD36K/copy",
        "example-segment-case",
    ),
    (
        "api/user-update.md",
        "|Content-Type|application/json. Required.|\n\n## Request body\n\nIn the request body, supply the values of the [user](../resources/user.md) members to change.\n\n|Property|Type|Description|\n|:---|:---|:---|\n|businessPhones|String collection|The numbers at work.|\n|jobTitle|String|What the user does for a living.|\n|mobilePhone|String|The number on the road.|\n\n## Response\n\nIf successful, this method returns a `204 No Content` response code and nothing in the response body.\n\n## Example\n\n### Request\n\n<!-- {\n  \"blockType\": \"request\",\n  \"name\": \"update_user\"\n}-->\n\n```http\nPATCH https://graph.microsoft.com/v1.0/users/grace.okello@lindholm.example\nContent-Type: application/json\n",
        "|«Content-Type»|application/json. Required.|\n\n## Request body\n\nIn the request body, supply the values of the [user](../resources/user.md) members to change.\n\n## Response\n\nIf successful, this method returns a `204 No Content` response code and nothing in the response body.\n\n## Example\n\n### Request\n\n<!-- {\n  \"blockType\": \"request\",\n  \"name\": \"update_user\"\n}-->\n\n```http\nPATCH https://graph.microsoft.com/v1.0/users/grace.okello@lindholm.example\n",
        "required-header-absent",
    ),
];

#[test]
fn mistakes_in_bodies_values_requests_and_answers_are_told() {
    let pages = pages();
    let wrong: Vec<String> = PLANTS.iter().filter_map(|plant| check(&pages, plant).err()).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The pages of a small doc set, and all that is told of them.
#[track_caller]
pub(crate) fn told(pages: &[(&str, String)], expected: &[&str]) {
    let files = pages.iter().map(|(path, text)| ((*path).to_owned(), text.clone()));
    let docs = DocSet::from_files(files);
    let compilation = pipeline::compile(&docs, &Config::default());
    let found: Vec<String> =
        compilation.diagnostics.iter().map(|it| short::render(&docs.sources, it)).collect();
    let rules: Vec<String> = found
        .iter()
        .map(|it| {
            let (place, rest) = it.split_once(": ").unwrap_or((it, ""));
            let place = place.rsplit_once(':').map_or(place, |(place, _)| place);
            let rule = rest.split(['[', ']']).nth(1).unwrap_or_default();
            format!("{place} {rule}")
        })
        .collect();
    assert_eq!(rules, expected, "\n{}", found.join("\n"));
}

pub(crate) fn kettle(rows: &str) -> (&'static str, String) {
    let head =
        "# kettle resource type\n## Properties\n|Property|Type|Description|\n|:--|:--|:--|\n";
    ("kettle.md", format!("{head}|id|String|Its number. Read-only.|\n{rows}"))
}

/// A page that reads a kettle; the body begins in line 15.
pub(crate) fn get(answer: &str) -> (&'static str, String) {
    let text = format!(
        "# Get kettle\n## HTTP request\n```http\nGET /kettles/{{id}}\n```\n## Response\n\
         Returns `200 OK` and a [kettle](../kettle.md) object in the response body.\n## Example\n\
         ```http\nGET https://graph.microsoft.com/v1.0/kettles/1\n```\n```http\nHTTP/1.1 200 OK\n\n\
         {answer}\n```\n"
    );
    ("api/kettle-get.md", text)
}

/// A page that changes a kettle: its prose links no type, rows begin in line 9.
fn update(rows: &str, status: &str, request: &str) -> (&'static str, String) {
    let text = format!(
        "# Update kettle\n## HTTP request\n```http\nPATCH /kettles/{{id}}\n```\n## Request body\n\
         |Property|Type|Description|\n|:--|:--|:--|\n{rows}## Response\n\
         Returns `200 OK` and a [kettle](../kettle.md) object in the response body.\n## Example\n\
         ```http\nPATCH https://graph.microsoft.com/v1.0/kettles/1\n{request}\n```\n\
         ```http\nHTTP/1.1 {status}\n```\n"
    );
    ("api/kettle-update.md", text)
}

#[test]
fn a_body_table_is_compared_whatever_the_prose_links() {
    let rows = "|litres|String|What it holds.|\n|litters|Int32|Nothing.|\n|color|String|Paint.|\n";
    told(
        &[
            kettle("|litres|Int32|What it holds.|\n|color|String|Paint.|\n"),
            update(
                rows,
                "200 OK\n\n{ \"id\": \"1\" }",
                "Content-Type: application/json\n\n{ \"color\": \"red\" }",
            ),
        ],
        &[
            "api/kettle-update.md:9 body-type-mismatch",
            "api/kettle-update.md:10 undocumented-body-property",
        ],
    );
}

#[test]
fn formats_of_every_kind() {
    let rows = "|bought|DateTimeOffset|When.|\n|serial|Guid|Which.|\n|boils|Duration|How long.|\n\
                |made|Date|Day.|\n|wakes|TimeOfDay|Time.|\n|photo|Binary|Picture.|\n";
    let bad = "{\n\"bought\": \"2024-13-45T25:61:00Z\",\n\"serial\": \"not-a-guid\",\n\
               \"boils\": \"2 minutes\",\n\"made\": \"02/29/2024\",\n\"wakes\": \"half past six\",\n\
               \"photo\": \"###\"\n}";
    let stand_ins = "{\n\"bought\": \"2016-…\",\n\"serial\": \"{id}\",\n\"boils\": \"String\",\n\
                     \"made\": \"made-value\",\n\"wakes\": \"hh:mm:ss\",\n\"photo\": \"base64-text\"\n}";
    let lines = (16..22).map(|line| format!("api/kettle-get.md:{line} example-value-format"));
    let lines: Vec<String> = lines.collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    told(&[kettle(rows), get(bad)], &lines);
    told(&[kettle(rows), get(stand_ins)], &[]);
}

#[test]
fn what_is_only_returned_on_select() {
    let rows = "|nick|String|Other name. Returned only on `$select`.|\n\
                |code|String|Hidden. Not returned by default. Requires `$select` to retrieve.|\n";
    told(
        &[kettle(rows), get("{\n\"nick\": \"k\",\n\"code\": \"x\"\n}")],
        &["api/kettle-get.md:16 shown-without-select", "api/kettle-get.md:17 shown-without-select"],
    );
}

#[test]
fn a_minimal_answer_is_a_success() {
    let request = |prefer: &str| {
        format!("{prefer}Content-Type: application/json\n\n{{ \"color\": \"red\" }}")
    };
    let rows = "|color|String|Paint.|\n";
    let page = |prefer: &str| update(rows, "204 No Content", &request(prefer));
    told(&[kettle(rows), page("Prefer: return=minimal\n")], &[]);
    told(&[kettle(rows), page("")], &["api/kettle-update.md:11 response-status-mismatch"]);
}

#[test]
fn read_only_at_times_or_once_is_no_contradiction() {
    let request = "Content-Type: application/json\n\n{\n\"lid\": \"a\",\n\"base\": \"b\",\n\"mark\": \"c\"\n}";
    let rows = "|lid|String|Lid. Read-only for those who lease it.|\n\
                |base|String|Base. Set when it is created, after that read-only.|\n\
                |mark|String|Mark. Read-only.|\n";
    told(
        &[kettle(rows), update("|lid|String|Lid.|\n", "200 OK\n\n{ \"id\": \"1\" }", request)],
        &["api/kettle-update.md:20 read-only-in-request"],
    );
}

#[test]
fn an_example_of_a_type_by_itself_is_checked() {
    let (path, text) = get("{ \"id\": \"1\" }");
    let note = "## Notice\n<!-- { \"blockType\": \"example\", \"@odata.type\": \"microsoft.graph.kettle\" } -->\n\
                ```json\n{ \"id\": \"1\",\n  \"litres\": \"two\",\n  \"bought\": \"soon\" }\n```\n";
    told(
        &[
            kettle("|litres|Int32|What it holds.|\n|bought|DateTimeOffset|When.|\n"),
            (path, format!("{text}{note}")),
        ],
        &[
            "api/kettle-get.md:21 example-type-mismatch",
            "api/kettle-get.md:22 example-value-format",
        ],
    );
}

#[test]
fn a_body_where_the_page_says_none() {
    let text = "# kettle: boil\n## HTTP request\n```http\nPOST /kettles/{id}/boil\n```\n\
                ## Request body\nDo not supply a request body for this method.\n## Response\n\
                Returns `202 Accepted`.\n## Example\n```http\n\
                POST https://graph.microsoft.com/v1.0/kettles/1/boil\nContent-Type: application/json\n\n\
                { \"to\": 100 }\n```\n```http\nHTTP/1.1 202 Accepted\n```\n";
    told(
        &[kettle(""), ("api/kettle-boil.md", text.to_owned())],
        &["api/kettle-boil.md:15 example-request-mismatch"],
    );
}

#[test]
fn pages_that_disagree_on_an_answer() {
    let page = |title: &str, key: &str, answer: &str| {
        format!(
            "# {title}\n## HTTP request\n```http\nPATCH /kettles/{key}\n```\n## Response\n{answer}\n"
        )
    };
    let answers = "Returns `200 OK` and a [kettle](../kettle.md) object in the response body.";
    told(
        &[
            kettle(""),
            ("api/a.md", page("Update kettle", "{id | name}", "Returns `204 No Content`.")),
            ("api/b.md", page("Update kettle of a kitchen", "{kettleId}", answers)),
        ],
        &["api/a.md:4 conflicting-operation-statuses"],
    );
}

#[test]
fn text_says_a_collection_and_the_example_shows_one() {
    let text = "# List kettles\n## HTTP request\n```http\nGET /kettles\n```\n## Response\n\
                Returns `200 OK` and a collection of [kettle](../kettle.md) objects in the response body.\n\
                ## Example\n```http\nGET https://graph.microsoft.com/v1.0/kettles\n```\n\
                <!-- { \"blockType\": \"response\", \"@odata.type\": \"microsoft.graph.kettle\" } -->\n\
                ```http\nHTTP/1.1 200 OK\n\n{ \"id\": \"1\" }\n```\n";
    told(
        &[kettle(""), ("api/kettle-list.md", text.to_owned())],
        &["api/kettle-list.md:7 response-collection-mismatch"],
    );
}
