use super::*;

fn check(wire: &str) -> String {
    let name = Name::of(wire);
    format!("{} {} {}", name.type_ident(), name.snake_ident(), name.constant_ident())
}

#[test]
fn words_split_where_the_case_changes() {
    assert_eq!(check("receivedDateTime"), "ReceivedDateTime received_date_time RECEIVED_DATE_TIME");
    assert_eq!(check("isAzureADJoined"), "IsAzureAdJoined is_azure_ad_joined IS_AZURE_AD_JOINED");
    assert_eq!(check("oauth2Grant"), "Oauth2Grant oauth2_grant OAUTH2_GRANT");
}

#[test]
fn what_is_no_letter_or_digit_splits_words() {
    assert_eq!(check("@odata.etag"), "OdataEtag odata_etag ODATA_ETAG");
    assert_eq!(check("custom-field "), "CustomField custom_field CUSTOM_FIELD");
    assert_eq!(check("a\u{202e}b"), "AB a_b A_B");
}

#[test]
fn digits_do_not_lead_and_do_not_run_together() {
    assert_eq!(check("10"), "_10 _10 _10");
    assert_eq!(check("3DModel"), "_3dModel _3d_model _3D_MODEL");
    assert_eq!(check("v4_0_3"), "V4_0_3 v4_0_3 V4_0_3");
}

#[test]
fn modules_of_names_with_a_digit_first_are_not_spelled_like_types() {
    let name = Name::of("2fa");
    assert_eq!(format!("{} {}", name.module_ident(), name.type_ident()), "_2fa_ _2fa");
}

#[test]
fn letters_of_any_script_are_kept() {
    assert_eq!(check("größteHöhe"), "GrößteHöhe größte_höhe GRÖSSTE_HÖHE");
    assert_eq!(check("名前"), "名前 名前 名前");
    assert_eq!(check("ЦенаТовара"), "ЦенаТовара цена_товара ЦЕНА_ТОВАРА");
    assert_eq!(check("हिन्दी"), "हिन्दी हिन्दी हिन्दी");
    assert_eq!(check("٣d"), "_٣d _٣d _٣D");
}

#[test]
fn two_ways_of_writing_a_letter_spell_one_name() {
    assert_eq!(Name::of("o\u{308}l"), Name::of("öl"));
    assert_eq!(check("ﬁx"), "Fix fix FIX");
    assert_eq!(check("\u{b5}m"), "Μm μm ΜM");
    assert_eq!(check("ǅx"), "Džx džx DŽX");
    assert_eq!(check("ﾅﾏｴ"), "ナマエ ナマエ ナマエ");
}

#[test]
fn what_no_identifier_has_or_no_reader_sees_is_spelled_by_code_point() {
    assert_eq!(check("m²"), "MUb2 m_ub2 M_UB2");
    assert_eq!(check("a\u{3164}b"), "AU3164B a_u3164_b A_U3164_B");
    assert_eq!(check("a\u{fe0f}b"), "AB a_b A_B");
}

#[test]
fn files_and_packages_have_letters_of_ascii() {
    let name = Name::of("größe");
    assert_eq!(format!("{} {}", name.module_ident(), name.package()), "gr_uf6_udf_e gr-uf6-udf-e");
}

#[test]
fn names_without_words_are_spelled_by_code_point() {
    assert_eq!(check(""), "Empty empty EMPTY");
    assert_eq!(check("+"), "U2b u2b U2B");
    assert_eq!(check("*/"), "U2aU2f u2a_u2f U2A_U2F");
}

#[test]
fn reserved_words_get_an_underscore() {
    assert_eq!(check("type"), "Type type_ TYPE");
    assert_eq!(check("self"), "Self_ self_ SELF");
    assert_eq!(check("extra"), "Extra_ extra_ EXTRA");
    assert_eq!(check("string"), "String_ string STRING");
    assert_eq!(Name::of("undocumented").arm_ident().to_string(), "Undocumented_");
    assert_eq!(Name::of("CON").module_ident().to_string(), "con_");
    assert_eq!(Name::of("request").node_ident().to_string(), "Request_");
}

#[test]
fn segments_called_like_methods_step_aside() {
    let name = |text| Name::of(text).beside(&[METHODS], "segment").snake_ident().to_string();
    assert_eq!(name("list"), "list_segment");
    assert_eq!(name("lists"), "lists");
    assert_eq!(name("ID"), "id_segment");
}

#[test]
fn long_names_are_cut_and_stay_apart() {
    let (one, two) = (Name::of(&"long ".repeat(100)), Name::of(&"long ".repeat(101)));
    let snake = one.snake_ident().to_string();
    assert!(snake.len() < MAX_LEN && !snake.contains("__"), "{snake}");
    assert_ne!(one.snake_ident(), two.snake_ident());
    assert_ne!(one.type_ident(), two.type_ident());
}

#[test]
fn packages_have_plain_names() {
    let package = |name| Name::of(name).package();
    assert_eq!(package("My Graph"), "my-graph");
    assert_eq!(package("1password"), "client-1password");
    assert_eq!(package("\"]\n[patch]"), "patch");
    assert_eq!(package(""), "empty");
}
