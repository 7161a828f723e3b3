//! Pages that look wrong and are not: nothing is told, or only what is.

use super::bodies::{get, kettle, told};

#[test]
fn a_spelling_that_a_row_lists_is_no_slip_of_an_example() {
    let kinds = "### kettleLid values\n|Member|\n|:--|\n|Open|\n|Shut|\n";
    let row =
        "|lid|[kettleLid](#kettlelid-values)|The lid. The possible values are: `open`, `Shut`.|\n";
    let (path, text) = kettle(row);
    let (get, answer) = get("{ \"id\": \"1\",\n\"lid\": \"open\" }");
    let other = answer.replace("open", "shut");
    let page = (path, format!("{text}{kinds}"));
    told(&[page.clone(), (get, answer)], &[]);
    told(&[page, (get, other)], &["api/kettle-get.md:16 enum-member-case"]);
}

#[test]
fn a_type_of_another_namespace_is_not_the_one_of_its_name() {
    let spout = "<!-- { \"blockType\": \"resource\", \"@odata.type\": \"microsoft.graph.spout\", \"keyProperty\": \"id\" } -->\n\
                 ```json\n{ \"id\": \"String (identifier)\" }\n```\n# spout entity type\n## Properties\n|Property|Type|\n\
                 |:--|:--|\n|id|String|\n";
    let pages = |ty: &str| {
        let row = format!("|spout|{ty}|Where it pours.|\n");
        [kettle(&row), ("spout.md", spout.to_owned())]
    };
    told(&pages("[spout](spout.md)"), &["kettle.md:6 misplaced-property"]);
    told(&pages("** Unknown Type `contoso.factory.models.spout` **"), &[]);
}

#[test]
fn an_object_that_is_shown_whole_is_no_type_of_its_place() {
    let lid = |name: &str| {
        format!(
            "# {name} resource type\n## Properties\n|Property|Type|Description|\n|:--|:--|:--|\n|wide|Int32|How.|\n"
        )
    };
    let pages = |shown: &str| {
        let (path, text) = kettle("|lid|[lid](lid.md)|Depends on what it is of.|\n");
        let json = format!(
            "## JSON representation\n<!-- {{ \"blockType\": \"resource\", \"@odata.type\": \"microsoft.graph.kettle\" }} -->\n\
             ```json\n{{ \"id\": \"String\",\n\"lid\": {shown} }}\n```\n"
        );
        [(path, format!("{text}{json}")), ("lid.md", lid("lid")), ("cap.md", lid("cap"))]
    };
    told(
        &pages("{ \"@odata.type\": \"microsoft.graph.cap\" }"),
        &["kettle.md:6 representation-type-mismatch"],
    );
    told(&pages("{ \"wide\": 3, \"@odata.type\": \"#microsoft.graph.cap\" }"), &[]);
}

#[test]
fn what_explains_is_not_to_be_read() {
    let (path, text) = kettle("");
    let table = "\nEach has a price.\n\n|Colour|Price in shops|\n|:--|:--|\n|red|high|\n";
    told(&[(path, format!("{text}{table}"))], &[]);
    let (get, answer) = get("{ \"id\": \"1\" }");
    let options = "## Optional query parameters\nThese work:\n- `$select`\n\n|Shop|Word for it|\n|:--|:--|\n|Ours|own|\n\
                   <!-- { \"blockType\": \"ignored\" } -->\n`https://graph.microsoft.com/v1.0/kettles?x`\n\
                   ## Response\n";
    let answer = answer.replacen("## Response\n", options, 1);
    told(&[kettle(""), (get, answer)], &[]);
}
