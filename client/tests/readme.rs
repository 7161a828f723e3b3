//! The README of this crate names every feature.

#[test]
fn the_readme_names_every_feature() {
    let (manifest, readme) = (include_str!("../Cargo.toml"), include_str!("../README.md"));
    let features = manifest.split("[features]\n").nth(1).and_then(|it| it.split("\n\n").next());
    let lines = features.expect("there are features").lines().filter(|it| !it.starts_with('#'));
    let names: Vec<_> = lines.filter_map(|it| it.split(" = ").next()).collect();
    assert!(names.len() > 5, "{names:?}");
    for name in names.iter().filter(|it| **it != "default") {
        assert!(readme.contains(&format!("`{name}`")), "README.md does not name `{name}`");
    }
}
