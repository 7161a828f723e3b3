//! Mistakes in what a page is made of: headings, rows, annotations, links and examples.

use super::Plant;

pub(crate) const PLANTS: &[Plant] = &[
    // Rows that are dropped, come out untyped, or are there twice.
    (
        "resources/mailfolder.md",
        "|unreadItemCount|Int32|",
        "|«page count»|Int32|How many pages it fills.|\n|unreadItemCount|Int32|",
        "unread-row",
    ),
    (
        "resources/mailfolder.md",
        "|unreadItemCount|Int32|",
        "|«width, height»|Int32|How large it is.|\n|unreadItemCount|Int32|",
        "unread-row",
    ),
    (
        "resources/mailfolder.md",
        "|totalItemCount|Int32|",
        "|«totalItemCount»||",
        "row-without-type",
    ),
    (
        "resources/group.md",
        "|mailEnabled|Boolean|`true` when mail can be sent to the group. Required.|\n",
        "|mailEnabled|Boolean|`true` when mail can be sent to the group. Required.|\n\
         «|mailEnabled|Boolean|`true` when mail can be sent to the group. Required.|»\n",
        "duplicate-row",
    ),
    (
        "resources/mailfolder.md",
        "|displayName|String|",
        "|displayName|String|The name that lists show.|\n|«displayName»|String|",
        "duplicate-row",
    ),
    // Tables: a border and a cell that are lost, a pipe in code.
    (
        "api/message-move.md",
        "|Application|Mail.ReadWrite|",
        "«|Application Mail.ReadWrite|»",
        "malformed-table",
    ),
    (
        "api/message-post-attachments.md",
        "|Application|Mail.ReadWrite|",
        "«|Application|Mail.ReadWrite»",
        "malformed-table",
    ),
    (
        "resources/mailfolder.md",
        "|isHidden|Boolean|`true` for",
        "«|isHidden|Boolean|`true|yes`» for",
        "malformed-table",
    ),
    // Headings and words of annotations a letter away.
    ("api/message-move.md", "## HTTP request", "«## HTTP reqest»", "misspelt-word"),
    ("api/message-move.md", "## Permissions", "«## Permisions»", "misspelt-word"),
    (
        "api/message-move.md",
        "\"blockType\": \"response\"",
        "\"blockType\": \"«reponse»\"",
        "misspelt-word",
    ),
    ("api/message-move.md", "\"truncated\": true", "«\"truncted\"»: true", "misspelt-word"),
    // Reminders.
    (
        "resources/mailfolder.md",
        "|How many of those nobody has opened.",
        "|«TBD».",
        "unfinished-text",
    ),
    ("resources/group.md", "|What the group is for.|", "|«TODO»: say it.|", "unfinished-text"),
    ("resources/group.md", "|The name that lists show.", "|The «xxx» of it.", "unfinished-text"),
    (
        "resources/recipient.md",
        "\n\nSomebody who sends or gets a message.",
        "\n\n«Lorem ipsum» dolor sit amet.",
        "unfinished-text",
    ),
    // Annotations that name what is not there.
    (
        "resources/group.md",
        "\"keyProperty\": \"id\"",
        "\"keyProperty\": \"«ident»\"",
        "key-of-no-property",
    ),
    (
        "api/user-get.md",
        "\"name\": \"get_user_by_upn\"",
        "\"name\": \"«get_me»\"",
        "repeated-request-name",
    ),
    (
        "api/message-move.md",
        "\"blockType\": \"response\",",
        "\"blockType\": \"response\",\n  \"name\": \"«message_moved»\",",
        "response-of-no-request",
    ),
    (
        "api/message-move.md",
        "\"sampleKeys\": [\"AAMkAv8c16aPgiapsfyoFje8Z6rUF0xEmIvr-ikAA=\"]",
        "\"sampleKeys\": [\"«AAMkAv8c16aPgiapsfyoFje8Z6rUF0xEmIvr-ikAB=»\"]",
        "absent-sample-key",
    ),
    // What one place says and another does not.
    (
        "api/usersecurityprofile-post.md",
        "# Create userSecurityProfile",
        "«# Delete userSecurityProfile»",
        "title-method-mismatch",
    ),
    ("api/user-get.md", "# Get user", "«# Delete user»", "title-method-mismatch"),
    (
        "resources/recipient.md",
        "[emailAddress](emailaddress.md)",
        "[emailAddress](«itembody.md»)",
        "link-text-mismatch",
    ),
    (
        "api/user-list-events.md",
        "|Calendars.Read, Calendars.ReadWrite|",
        "|Calendars.Read, «Calendars.ReadWrit»|",
        "misspelt-permission",
    ),
    (
        "api/message-move.md",
        "|Application|Mail.ReadWrite|",
        "|Application|«Mail.Readwrite»|",
        "misspelt-permission",
    ),
    (
        "resources/group.md",
        "|`true` when the group can be given access to something. Required.|",
        "|«`true` when mail can be sent to the group. Required.»|",
        "repeated-description",
    ),
    (
        "api/message-move.md",
        "Content-Type: application/json\n\n{\n  \"destinationId\"",
        "Authorization: «Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJib3gtNzEifQ.\
         q8T4vR2xL9mZ7pK1sW6dF3gH5jN0bC8yU2iO4aE6tQ»\nContent-Type: application/json\n\n{\n  \"destinationId\"",
        "secret-in-example",
    ),
    // Whole pages of which nothing is read.
    (
        "api/shelf-get.md",
        "",
        "---\ndoc_type: apiPageType\n---\n# Get shelf\n«## Endpoint»\n```http\nGET /shelves/{id}\n```\n",
        "unread-page",
    ),
    (
        "resources/shelf.md",
        "",
        "# shelf resource type\nA shelf.\n«## Attributes»\n### Size\n|Name|Type|\n|:--|:--|\n|width|Int32|\n",
        "unread-page",
    ),
    (
        "resources/shelf.md",
        "",
        "# shelf resource type\nA shelf.\n«## Properties»\n- **width** (Int32): How wide.\n",
        "unread-page",
    ),
];
