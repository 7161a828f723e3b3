//! What headings and columns can mean: the words of the reader that each dialect spells its own way.

macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$about:meta])* $variant:ident = $key:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$about])* $variant,)*
        }

        impl $name {
            /// What files of dialects call each.
            pub const KEYS: &'static [(&'static str, Self)] = &[$(($key, Self::$variant),)*];
        }
    };
}

vocabulary! {
    /// What stands below a heading.
    Section {
        /// Permissions tables.
        Permissions = "permissions",
        /// Request lines.
        HttpRequest = "http-request",
        /// Request header tables.
        RequestHeaders = "request-headers",
        /// Query parameter tables.
        QueryParameters = "query-parameters",
        /// Path parameter tables.
        PathParameters = "path-parameters",
        /// Function parameter tables.
        FunctionParameters = "function-parameters",
        /// Parameters of an operation without a word of where they go: a placeholder's is the path's, of
        /// the rest those of what only reads or deletes are the query's, those of others the body's.
        Parameters = "parameters",
        /// An example's request.
        ExampleRequest = "example-request",
        /// An example's answer.
        ExampleResponse = "example-response",
        /// The request body: prose and tables.
        RequestBody = "request-body",
        /// The response: prose.
        Response = "response",
        /// Examples.
        Examples = "examples",
        /// Property tables.
        Properties = "properties",
        /// Relationship tables.
        Relationships = "relationships",
        /// Member tables of the page's enum.
        Members = "members",
        /// The member table of the enum the heading names.
        EnumValues = "enum-values",
        /// The JSON representation.
        JsonRepresentation = "json-representation",
        /// Tables of operations.
        Methods = "methods",
        /// Tables of derived types.
        DerivedTypes = "derived-types",
        /// Describes what is not modelled, such as the JSON inside a string property.
        NotModelled = "not-modelled",
        /// Prose for people.
        Prose = "prose",
    }
}

vocabulary! {
    /// What stands in a table's column.
    Column {
        /// The name of a property.
        Property = "property",
        /// The name of a relationship.
        Relationship = "relationship",
        /// The name of a parameter.
        Parameter = "parameter",
        /// The name of a header.
        Header = "header",
        /// The name of an enum member.
        Member = "member",
        /// A name of whatever the section is about.
        Name = "name",
        /// A type.
        Type = "type",
        /// A value: a number in member tables, text elsewhere.
        Value = "value",
        /// A description.
        Description = "description",
        /// Yes or no.
        Required = "required",
        /// Where a parameter goes.
        Place = "place",
        /// A kind of caller.
        PermissionType = "permission-type",
        /// Permissions in an order that is not stated.
        Permissions = "permissions",
        /// Permissions, least privileged first.
        PermissionsLeastFirst = "permissions-least-first",
        /// Permissions, most privileged first.
        PermissionsMostFirst = "permissions-most-first",
        /// Permissions beyond the least privileged one, which has a column of its own.
        PermissionsHigher = "permissions-higher",
        /// Permissions of one kind of caller, whose label is the header.
        Caller = "caller",
        /// The path of a request line, beside a column with its method.
        Path = "path",
        /// The method of a request line, beside a column with its path.
        HttpMethod = "http-method",
        /// An operation of a type.
        Method = "method",
    }
}

impl Section {
    /// Whether examples stand below the heading, or one half of one.
    pub fn is_example(self) -> bool {
        matches!(self, Self::Examples | Self::ExampleRequest | Self::ExampleResponse)
    }

    /// Whether what stands below the heading may be a part of an operation whose request line stands elsewhere,
    /// wherever on the page it is.
    pub fn is_part_of_operation(self) -> bool {
        matches!(
            self,
            Self::Parameters
                | Self::HttpRequest
                | Self::RequestHeaders
                | Self::QueryParameters
                | Self::PathParameters
                | Self::FunctionParameters
                | Self::RequestBody
                | Self::Response
                | Self::ExampleRequest
                | Self::ExampleResponse
                | Self::Prose
                | Self::NotModelled
        )
    }
}
