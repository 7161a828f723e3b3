// What a generated crate for a made-up shop looks like, in one file. No inner attributes: crate docs include it as text.

use docwright_client::{
    Argument, At, Binary, Bytes, Changes, DateTimeOffset, Decimal, Deltas, Derived, EnumType,
    Expands, Extra, Field, Filters, Flags, Items, Lists, Member, Method, Model, Operation, Page,
    Patch, Payload, RawValue, Request, Selects, Takes, UnknownMember, ValueOf, codec, options,
};

const _: () = docwright_client::assert_version::<3>();

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum State {
    Open,
    Sent,
    Undocumented(UnknownMember),
}

impl EnumType for State {
    const NAME: &'static str = "acme.shop.state";
    const MEMBERS: &'static [(&'static str, Self)] = &[("open", Self::Open), ("sent", Self::Sent)];

    fn as_str(&self) -> &str {
        match self {
            Self::Open => "open",
            Self::Sent => "sent",
            Self::Undocumented(text) => text.as_str(),
        }
    }

    fn undocumented(text: UnknownMember) -> Self {
        Self::Undocumented(text)
    }
}

docwright_client::enum_codec!(State);

macro_rules! model {
    ($model:ident $name:literal [$($derived:literal),*] { $($index:literal $field:ident $wire:literal $constant:ident : $ty:ty => $handle:ty,)* }) => {
        #[derive(Clone, Default)]
        pub struct $model {
            $(pub $field: Option<$ty>,)*
            pub extra: Extra,
        }

        impl $model {
            $(pub const $constant: Field<Self, $handle> = Field::new($wire);)*
        }

        impl Model for $model {
            const NAME: &'static str = $name;
            const MEMBERS: &'static [&'static str] = &[$($wire),*];
            const DERIVED: &'static [&'static str] = &[$($derived),*];

            #[inline]
            fn member(&self, index: usize) -> Result<&dyn Member, &Extra> {
                Ok(match index { $($index => &self.$field,)* _ => return Err(&self.extra) })
            }

            #[inline]
            fn member_mut(&mut self, index: usize) -> Result<&mut dyn Member, &mut Extra> {
                Ok(match index { $($index => &mut self.$field,)* _ => return Err(&mut self.extra) })
            }
        }

        docwright_client::serde_bridge!($model);

        impl core::fmt::Debug for $model {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                codec::debug(self, f)
            }
        }

        impl PartialEq for $model {
            fn eq(&self, other: &Self) -> bool {
                codec::equal(self, other)
            }
        }
    };
}

model! { Order "acme.shop.order" [] {
    0 id "id" ID: String => String,
    1 state "state" STATE: State => State,
    2 channels "channels" CHANNELS: Flags<State> => Flags<State>,
    3 states "states" STATES: Vec<State> => Vec<State>,
    4 placed "placedDateTime" PLACED: DateTimeOffset => DateTimeOffset,
    5 total "total" TOTAL: Decimal => Decimal,
    6 count "count" COUNT: i64 => i64,
    7 weight "weight" WEIGHT: f32 => f32,
    8 is_gift "isGift" IS_GIFT: bool => bool,
    9 note "note" NOTE: String => String,
    10 tags "tags" TAGS: Vec<String> => Vec<String>,
    11 customer "customer" CUSTOMER: Box<Customer> => Customer,
    12 others "others" OTHERS: Vec<Customer> => Vec<Customer>,
    13 anything "anything" ANYTHING: RawValue => RawValue,
} }

model! { Customer "acme.shop.customer" ["acme.shop.knownCustomer", "acme.shop.loyalCustomer"] {
    0 name "name" NAME: String => String,
    1 age "age" AGE: i32 => i32,
} }

model! { KnownCustomer "acme.shop.knownCustomer" ["acme.shop.loyalCustomer"] {
    0 name "name" NAME: String => String,
    1 age "age" AGE: i32 => i32,
    2 since "since" SINCE: DateTimeOffset => DateTimeOffset,
    3 password "password" PASSWORD: String => String,
    4 picture "picture" PICTURE: Binary => Binary,
    5 home_page "homePage" HOME_PAGE: String => String,
} }

impl Customer {
    pub fn kind(&self) -> String {
        codec::kind(self)
    }

    pub fn downcast<D: Derived<Self>>(&self) -> Option<D> {
        codec::downcast(self)
    }
}

impl<D: Derived<Customer>> From<D> for Customer {
    fn from(derived: D) -> Self {
        codec::upcast(&derived)
    }
}

impl Derived<Customer> for KnownCustomer {}

#[derive(Clone, Debug)]
pub struct Client(docwright_client::Client);

impl From<docwright_client::Client> for Client {
    fn from(client: docwright_client::Client) -> Self {
        Self(client)
    }
}

impl core::ops::Deref for Client {
    type Target = docwright_client::Client;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl Client {
    pub fn builder() -> docwright_client::ClientBuilder<Self> {
        docwright_client::ClientBuilder::new("https://shop.example/v1")
    }

    pub fn orders(&self) -> Orders {
        Orders(self.0.at().literal("orders"))
    }

    pub fn customers(&self) -> Customers {
        Customers(self.0.at().literal("customers"))
    }
}

#[derive(Clone, Debug)]
pub struct Orders(At);

impl Orders {
    pub fn list(&self) -> Request<ListOrders> {
        self.0.request()
    }

    pub fn create(&self, body: &Order) -> Request<CreateOrders> {
        self.0.request_with(body)
    }

    pub fn count(&self) -> Request<GetOrdersCount> {
        self.0.literal("$count").request()
    }

    pub fn between(&self, start: impl AsRef<str>, days: i32) -> Request<ListOrders> {
        let days = days.to_string();
        let arguments = [Argument::quoted("start", start.as_ref()), Argument::plain("days", &days)];
        self.0.call("between", &arguments, "").request()
    }

    pub fn delta(&self) -> OrdersDelta {
        OrdersDelta(self.0.literal("delta"))
    }

    pub fn id(&self, id: impl AsRef<str>) -> OrdersId {
        OrdersId(self.0.key("", id.as_ref(), ""))
    }
}

#[derive(Clone, Debug)]
pub struct OrdersDelta(At);

impl OrdersDelta {
    pub fn get(&self) -> Request<GetOrdersDelta> {
        self.0.request()
    }
}

#[derive(Clone, Debug)]
pub struct Customers(At);

impl Customers {
    pub fn list(&self) -> Request<ListCustomers> {
        self.0.request()
    }

    pub fn id(&self, id: impl AsRef<str>) -> CustomersId {
        CustomersId(self.0.key("", id.as_ref(), ""))
    }
}

#[derive(Clone, Debug)]
pub struct CustomersId(At);

impl CustomersId {
    pub fn update(&self, patch: Patch<Customer>) -> Request<UpdateCustomersId> {
        self.0.request_with(&patch)
    }

    pub fn picture(&self) -> Request<GetCustomersIdPicture> {
        self.0.literal("picture").request()
    }

    pub fn visits(&self, start: impl AsRef<str>, days: i32) -> Request<ListCustomersIdVisits> {
        let request = self.0.literal("visits").request();
        request.query("start", start.as_ref()).query("days", days.to_string())
    }
}

#[derive(Clone, Debug)]
pub struct OrdersId(At);

impl OrdersId {
    pub fn get(&self) -> Request<GetOrdersId> {
        self.0.request()
    }

    pub fn update(&self, patch: Patch<Order>) -> Request<UpdateOrdersId> {
        self.0.request_with(&patch)
    }

    pub fn delete(&self) -> Request<DeleteOrdersId> {
        self.0.request()
    }

    pub fn content(&self) -> Request<GetOrdersIdContent> {
        self.0.literal("content").request()
    }

    pub fn update_content(&self, body: impl Into<Payload>) -> Request<UpdateOrdersIdContent> {
        self.0.literal("content").request_bytes("image/jpeg", body)
    }

    pub fn confirm(&self) -> Request<ConfirmOrdersId> {
        self.0.literal("confirm").request()
    }

    pub fn add_customer(&self, target: impl AsRef<str>) -> Request<CreateOrdersIdCustomers> {
        self.0
            .literal("customers")
            .literal("$ref")
            .request_referring(target.as_ref(), Some("customers"))
    }

    pub fn add_paper(&self, target: impl AsRef<str>) -> Request<CreateOrdersIdPapers> {
        self.0.literal("papers").literal("$ref").request_referring(target.as_ref(), None)
    }
}

macro_rules! operation {
    ($name:ident $method:ident $output:ty) => {
        pub enum $name {}

        impl Operation for $name {
            type Output = $output;
            const METHOD: Method = Method::$method;
        }
    };
}

operation!(ListOrders Get Page<Order>);
operation!(GetOrdersDelta Get Page<Order>);
operation!(ListCustomers Get Page<Customer>);
operation!(CreateOrders Post Order);
operation!(GetOrdersCount Get ValueOf<i64>);
operation!(GetOrdersId Get Order);
operation!(UpdateOrdersId Patch Order);
operation!(DeleteOrdersId Delete ());
operation!(GetOrdersIdContent Get Bytes);
operation!(UpdateOrdersIdContent Put Order);
operation!(ConfirmOrdersId Post ());
operation!(CreateOrdersIdCustomers Post ());
operation!(CreateOrdersIdPapers Post ());
operation!(UpdateCustomersId Patch Option<Customer>);
operation!(GetCustomersIdPicture Get Option<Bytes>);
operation!(ListCustomersIdVisits Get Option<Page<Order>>);

impl Lists for ListOrders {
    type Item = Order;
    type Resumed = Items<Order>;
}

impl Selects for ListOrders {
    type Model = Order;
}

impl Expands for ListOrders {
    type Model = Order;
}

impl Filters for ListOrders {}

impl docwright_client::Orders for ListOrders {}

impl Takes<options::Top> for ListOrders {}

impl Takes<options::Skip> for ListOrders {}

impl Takes<options::Search> for ListOrders {}

impl Takes<options::Count> for ListOrders {}

impl Takes<options::ConsistencyLevel> for ListOrders {}

impl Takes<options::Prefer> for ListOrders {}

impl Selects for GetOrdersId {
    type Model = Order;
}

impl Expands for GetOrdersId {
    type Model = Order;
}

impl Takes<options::IfNoneMatch> for GetOrdersId {}

impl Takes<options::IfMatch> for UpdateOrdersId {}

impl Takes<options::Media> for UpdateOrdersId {}

impl Selects for UpdateCustomersId {
    type Model = Customer;
}

impl Lists for ListCustomers {
    type Item = Customer;
    type Resumed = Items<Customer>;
}

impl Takes<options::Top> for ListCustomers {}

impl Lists for GetOrdersDelta {
    type Item = Order;
    type Resumed = Changes<Order>;
}

impl Deltas for GetOrdersDelta {}

impl Selects for GetOrdersDelta {
    type Model = Order;
}

impl Takes<options::Prefer> for GetOrdersDelta {}

impl Takes<options::Media> for UpdateOrdersIdContent {}
