//! What stands below the help of each command.

pub(super) const ALL: &str = "\
Examples:
  docwright generate                     what docwright.toml says, or docs-input → generated
  docwright generate my/docs --out api   another doc set, another crate
  docwright check                        findings, and whether `generated` is current
  docwright diff v1.2: HEAD:             what changed, and whom it breaks
  docwright explain dead-link            what a rule looks for, and why

Exit codes: 0 clean, 1 findings at deny level or stale output, 2 could not run.";

pub(super) const GENERATE: &str = "\
Examples:
  docwright generate                        what docwright.toml says, or docs-input → generated
  docwright generate my/docs --out api --name api
  docwright generate --emit rust,model      no tests, but the model as model.json
  docwright generate --include '/orders/**' --include 'permission:Items.Read' --explain

Only files that differ are written; generated files that the docs no longer ask for are removed.
Exit codes: 0 written, whatever is wrong with the docs, which `docwright check` tells; 2 nothing was
written, and why.";

pub(super) const CHECK: &str = "\
Examples:
  docwright check                           what docwright.toml says: in CI, fails when findings or
                                            stale files are there
  docwright check my/docs                   these docs, and `generated` if it was made of them
  docwright check my/docs --out api         these docs and another client
  docwright check --format short            a line each, for editors
  docwright check --fix                     mend what is sure, tell what is left
  docwright check --since origin/main       what a pull request brings, wherever it shows
  docwright check docs/api/door-get.md      only this page is told of; all of its docs are read
  docwright check --allow dead-link --deny inferred-type
  docwright check --warn page --deny warnings --allow dead-link
  docwright check --warn block-left-aside   also name every block that nothing was read from

The last line says what failed. `docwright rules` lists the rules, `docwright explain RULE` tells why.
Exit codes: 0 clean, 1 findings at deny level or stale output, 2 could not run or understood nothing.
What `--since` and named pages leave out counts for nothing.";

pub(super) const DIFF: &str = "\
Examples:
  docwright diff docs-2025 docs-2026                 two folders
  docwright diff v1.2: HEAD:                         the docs that docwright.toml names, at two revisions
  docwright diff origin/main:docs docs               what the working tree changes
  docwright diff old.json new.json                   two models: `docwright model docs > old.json`
  docwright diff v1.2: docs --format markdown        a section for a changelog
  docwright diff v1.2: docs --deny breaking          in CI, fails when something breaks

Models are compared, not pages: pages that are renamed, sorted or laid out otherwise change nothing.
Exit codes: 0 nothing that is denied, 1 something is, 2 could not compare.";

pub(super) const LIST: &str = "\
Examples:
  docwright list operations --path '/orders/**'
  docwright list operations --permission Orders.Read        what can who holds it call?
  docwright list types --path 'POST /orders'                what does this call need?
  docwright list types my/docs --page 'resources/order*.md' --format json";

pub(super) const DUMP: &str = "\
Examples:
  docwright dump --stage facts docs-input/resources/message.md
  docwright dump --stage pages api/message-move.md --docs my/docs";

pub(super) const DIALECTS: &str = "\
Examples:
  docwright dialects                     what there is
  docwright dialects graph > acme.toml   a file to change; `extends = \"graph\"` says only what differs
  docwright check my/docs --dialect acme.toml
  docwright dialects acme.toml           what it says with what it extends, in one file";

pub(super) const INIT: &str = "\
Examples:
  docwright init                         of `docs-input`, `docs` or `doc`, whichever is there, or this folder
  docwright init vendor/docs
  docwright init --print vendor/docs     write nothing

Then `docwright check` and `docwright generate` are right anywhere in the repository.";

pub(super) const COMPLETIONS: &str = "\
Examples:
  docwright completions bash > ~/.local/share/bash-completion/completions/docwright
  docwright completions zsh > ~/.zfunc/_docwright
  docwright completions fish > ~/.config/fish/completions/docwright.fish";
