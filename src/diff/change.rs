//! What a change is: its kind, what it does on the wire and to Rust code, and what version that asks for.

use super::place::Place;
use super::words::code;
use serde::Serialize;

macro_rules! kinds {
    ($($area:ident { $($(#[$doc:meta])* $variant:ident = $name:literal,)* })*) => {
        /// What kind of change it is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Kind {
            $($($(#[$doc])* $variant,)*)*
        }

        impl Kind {
            /// Every kind, in the order in which they are told.
            pub const ALL: &'static [Self] = &[$($(Self::$variant,)*)*];

            /// The name in kebab case.
            pub fn name(self) -> &'static str {
                match self {
                    $($(Self::$variant => $name,)*)*
                }
            }

            /// What it is about.
            pub fn area(self) -> Area {
                match self {
                    $($(Self::$variant => Area::$area,)*)*
                }
            }
        }
    };
}

kinds! {
    Service {
        /// Where it answers.
        BaseUrlChanged = "base-url-changed",
        /// Where its lists have their items.
        ListPlaceChanged = "list-place-changed",
        /// How more of a list is got.
        PagingChanged = "paging-changed",
        /// Where an error has its code, or its words.
        ErrorPlaceChanged = "error-place-changed",
        /// How a request carries the token.
        TokenPlaceChanged = "token-place-changed",
        /// What of OData it knows.
        ODataChanged = "odata-changed",
    }
    Types {
        /// A type goes.
        TypeRemoved = "type-removed",
        /// A type comes.
        TypeAdded = "type-added",
        /// A type has another name.
        TypeRenamed = "type-renamed",
        /// A type derives from another one.
        BaseChanged = "base-changed",
        /// Entity or complex.
        KindChanged = "kind-changed",
        /// Whether only derived types occur.
        AbstractChanged = "abstract-changed",
        /// Whether there may be further members.
        OpenChanged = "open-changed",
        /// Whether it has bytes of its own.
        MediaTypeChanged = "media-type-changed",
        /// What tells its values apart.
        KeysChanged = "keys-changed",
        /// Whether it should still be used.
        TypeDeprecation = "type-deprecation",
    }
    Properties {
        /// A property goes.
        PropertyRemoved = "property-removed",
        /// A property comes.
        PropertyAdded = "property-added",
        /// A property has another name.
        PropertyRenamed = "property-renamed",
        /// Another type in the line of bases has it.
        PropertyMoved = "property-moved",
        /// It has another type, or is a collection or no longer one.
        PropertyTypeChanged = "property-type-changed",
        /// Whether it is a relationship.
        NavigationChanged = "navigation-changed",
        /// Whether it must be given.
        RequiredChanged = "required-changed",
        /// Whether it may be null.
        NullableChanged = "nullable-changed",
        /// Whether it can be written.
        ReadOnlyChanged = "read-only-changed",
        /// The value that counts when none is given.
        DefaultChanged = "default-changed",
        /// The least, the most, the longest.
        BoundsChanged = "bounds-changed",
        /// The values of a text.
        ValuesChanged = "values-changed",
        /// The query options that take it.
        QueryOptionsChanged = "query-options-changed",
        /// When the service sends it.
        ReturnedChanged = "returned-changed",
        /// Whether it should still be used.
        PropertyDeprecation = "property-deprecation",
    }
    Enums {
        /// A member goes.
        MemberRemoved = "member-removed",
        /// A member comes.
        MemberAdded = "member-added",
        /// A member has another name.
        MemberRenamed = "member-renamed",
        /// A member has another number.
        MemberValueChanged = "member-value-changed",
        /// Whether it comes only when a header asks for it.
        MemberLaterChanged = "member-later-changed",
        /// Whether values combine.
        FlagsChanged = "flags-changed",
        /// Whether members may come.
        EvolvableChanged = "evolvable-changed",
    }
    Operations {
        /// An operation goes.
        OperationRemoved = "operation-removed",
        /// An operation comes.
        OperationAdded = "operation-added",
        /// An operation has another path.
        OperationRenamed = "operation-renamed",
        /// Its path is written in another case.
        PathCaseChanged = "path-case-changed",
        /// What the request carries.
        BodyChanged = "body-changed",
        /// The other media types of the body.
        MediaChanged = "media-changed",
        /// Whether the path ends in a slash.
        SlashChanged = "slash-changed",
        /// Whether it should still be used.
        OperationDeprecation = "operation-deprecation",
    }
    Parameters {
        /// A parameter goes.
        ParameterRemoved = "parameter-removed",
        /// A parameter comes.
        ParameterAdded = "parameter-added",
        /// A parameter has another name.
        ParameterRenamed = "parameter-renamed",
        /// A parameter has another type.
        ParameterTypeChanged = "parameter-type-changed",
        /// Whether it must be given.
        ParameterRequiredChanged = "parameter-required-changed",
        /// How an argument in the path is written.
        ArgumentChanged = "argument-changed",
        /// A query option that is no longer taken.
        OptionRemoved = "option-removed",
        /// A query option that is taken.
        OptionAdded = "option-added",
    }
    Answers {
        /// What a success answers.
        AnswerChanged = "answer-changed",
        /// Whether a success may come without it.
        AnswerOptionalChanged = "answer-optional-changed",
        /// The status of a success.
        StatusChanged = "status-changed",
        /// Whether it answers what has changed since last time.
        TrackingChanged = "tracking-changed",
    }
    Permissions {
        /// A kind of caller may no longer call it.
        CallerRemoved = "caller-removed",
        /// A kind of caller may call it.
        CallerAdded = "caller-added",
        /// A permission is no longer enough.
        PermissionRemoved = "permission-removed",
        /// A permission is enough.
        PermissionAdded = "permission-added",
        /// Another permission is the least.
        LeastPermissionChanged = "least-permission-changed",
    }
    Rust {
        /// What follows in Rust alone from the other changes.
        RustChanged = "rust-changed",
    }
}

/// What a change is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Area {
    /// How the service answers and is asked.
    Service,
    /// Entity and complex types.
    Types,
    /// Their properties.
    Properties,
    /// Enums.
    Enums,
    /// Operations: paths, and what requests carry.
    Operations,
    /// What is given in a body, a query, a header or a path.
    Parameters,
    /// What comes back.
    Answers,
    /// Who may call.
    Permissions,
    /// The emitted client alone.
    Rust,
}

/// What a change does to those who use what changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// Nothing.
    None,
    /// There is more than before.
    Adds,
    /// What worked need not work any longer.
    Breaks,
}

/// What version a change asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// None: nothing changed.
    None,
    /// A patch: nobody has to do anything.
    Patch,
    /// A minor one: there is more to use.
    Minor,
    /// A major one: something breaks.
    Major,
}

impl Verdict {
    /// In lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What kind it is.
    pub kind: Kind,
    /// What changed: `message.subject`, or `GET /me/messages`, and all others that changed alike.
    pub subjects: Vec<String>,
    /// How, in light markdown, to follow the subject and a colon.
    pub text: String,
    /// What it does to who talks to the service.
    pub wire: Effect,
    /// What it does to Rust code that uses the client.
    pub rust: Effect,
    /// What that is in Rust, in light markdown.
    pub in_rust: Vec<String>,
    /// Where it stood.
    pub old: Option<Place>,
    /// Where it stands.
    pub new: Option<Place>,
}

/// As many things are named that changed alike.
const NAMED: usize = 3;

impl Change {
    /// What changed and how, in light markdown.
    pub fn sentence(&self) -> String {
        let named: Vec<String> = self.subjects.iter().take(NAMED).map(|it| code(it)).collect();
        let n_more = self.subjects.len() - named.len();
        let more = if n_more > 0 { format!(" and {n_more} more") } else { String::new() };
        let is_predicate = match self.kind {
            Kind::StatusChanged
            | Kind::AnswerOptionalChanged
            | Kind::SlashChanged
            | Kind::PathCaseChanged => false,
            Kind::OptionAdded | Kind::OptionRemoved => true,
            kind => !matches!(kind.area(), Area::Parameters | Area::Permissions),
        };
        let colon = if is_predicate && self.subjects.len() == 1 { "" } else { ":" };
        format!("{}{more}{colon} {}", named.join(", "), self.text)
    }

    /// What version it asks for.
    pub fn verdict(&self) -> Verdict {
        match self.wire.max(self.rust) {
            Effect::None => Verdict::Patch,
            Effect::Adds => Verdict::Minor,
            Effect::Breaks => Verdict::Major,
        }
    }
}

/// Everything that changed.
#[derive(Clone, Debug)]
pub struct Diff {
    /// The changes, by area and by what changed.
    pub changes: Vec<Change>,
}

impl Diff {
    /// What the next version has to be: as much as the change that asks most.
    pub fn verdict(&self) -> Verdict {
        self.changes.iter().map(Change::verdict).max().unwrap_or(Verdict::None)
    }
}
