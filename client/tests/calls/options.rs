//! Query options and headers: what the handles say becomes the text that OData wants.

use crate::shop::{Client, Customer, ListOrders, Order, State};
use docwright_client::{Field, Filter, Flags, Patch, Request};

fn list() -> Request<ListOrders> {
    Client::builder().build().expect("a client").orders().list()
}

/// The query options of a request, not encoded.
fn check(request: &Request<ListOrders>, expected: &[(&str, &str)]) {
    let query = request.raw().query.iter();
    let query: Vec<_> = query.map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(query, expected);
}

fn filter(filter: Filter<Order>, expected: &str) {
    check(&list().filter(filter), &[("$filter", expected)]);
}

#[test]
fn comparisons() {
    filter(Order::ID.eq("a"), "id eq 'a'");
    filter(Order::ID.ne("O'Neil"), "id ne 'O''Neil'");
    filter(Order::COUNT.gt(3), "count gt 3");
    filter(Order::COUNT.ge(-3), "count ge -3");
    filter(Order::WEIGHT.lt(0.5), "weight lt 0.5");
    filter(Order::PLACED.le("2024-01-01T00:00:00Z"), "placedDateTime le 2024-01-01T00:00:00Z");
    filter(Order::IS_GIFT.eq(false), "isGift eq false");
    filter(Order::STATE.eq(State::Open), "state eq 'open'");
    filter(Order::CHANNELS.eq(Flags::from([State::Open, State::Sent])), "channels eq 'open,sent'");
    filter(Order::NOTE.is_null(), "note eq null");
    filter(Order::NOTE.is_not_null(), "note ne null");
    filter(Order::STATE.is_in([State::Open, State::Sent]), "state in ('open','sent')");
}

#[test]
fn texts() {
    filter(Order::NOTE.starts_with("a'b"), "startswith(note,'a''b')");
    filter(Order::NOTE.ends_with("b"), "endswith(note,'b')");
    filter(Order::NOTE.contains("c"), "contains(note,'c')");
}

#[test]
fn and_or_not_and_raw() {
    let [a, b] = [Order::ID.eq("a"), Order::COUNT.gt(3)];
    filter(a.clone().and(b.clone()), "id eq 'a' and count gt 3");
    filter(a.clone().or(b.clone()), "id eq 'a' or count gt 3");
    filter(!a.clone().or(b.clone()), "not (id eq 'a' or count gt 3)");
    filter(Filter::raw("x has 'y'").and(a.clone()), "(x has 'y') and id eq 'a'");
    check(
        &list().filter(a.or(b.clone())).filter(b),
        &[("$filter", "(id eq 'a' or count gt 3) and count gt 3")],
    );
}

#[test]
fn members_of_members() {
    filter(Order::CUSTOMER.then(Customer::AGE).gt(17), "customer/age gt 17");
    filter(Order::CUSTOMER.then(Customer::NAME).is_null(), "customer/name eq null");
    let other: Field<Customer, Order> = Field::new("favourite");
    filter(
        Order::CUSTOMER.then(other).then(Order::NOTE).starts_with("a"),
        "startswith(customer/favourite/note,'a')",
    );
}

#[test]
fn lambdas() {
    filter(Order::TAGS.any(|it| it.eq("new")), "tags/any(it:it eq 'new')");
    filter(Order::TAGS.any_eq("new"), "tags/any(it:it eq 'new')");
    filter(
        Order::OTHERS
            .all(|it| it.clone().then(Customer::AGE).ge(18).or(it.then(Customer::NAME).is_null())),
        "others/all(it:it/age ge 18 or it/name eq null)",
    );
    let orders: Field<Customer, Vec<Order>> = Field::new("orders");
    filter(
        Order::OTHERS.any(|it| {
            it.clone()
                .then(orders)
                .any(|inner| inner.then(Order::NOTE).contains("x"))
                .and(it.then(Customer::AGE).lt(9))
        }),
        "others/any(it:it/orders/any(it2:contains(it2/note,'x')) and it/age lt 9)",
    );
}

#[test]
fn lists_of_members() {
    check(
        &list().select(Order::ID).select((Order::STATE, [Order::NOTE])),
        &[("$select", "id,state,note")],
    );
    check(
        &list().order_by(Order::PLACED.desc().then_by(Order::ID)).order_by(Order::COUNT.asc()),
        &[("$orderby", "placedDateTime desc,id,count")],
    );
}

#[test]
fn expansions() {
    check(&list().expand(Order::CUSTOMER), &[("$expand", "customer")]);
    check(
        &list().expand((Order::CUSTOMER, Order::OTHERS)).expand(Order::ANYTHING),
        &[("$expand", "customer,others,anything")],
    );
    let orders: Field<Customer, Vec<Order>> = Field::new("orders");
    let others = Order::OTHERS
        .nested()
        .select((Customer::NAME, Customer::AGE))
        .filter(Customer::AGE.gt(17))
        .filter(Customer::NAME.ne("a;b)"))
        .order_by(Customer::NAME)
        .top(3)
        .skip(1)
        .count()
        .option("$levels", "max")
        .expand(orders.nested().select(Order::ID).top(1));
    check(
        &list().expand((Order::CUSTOMER, others)),
        &[(
            "$expand",
            "customer,others($select=name,age;$filter=(age gt 17) and name ne 'a;b)';$orderby=name;$top=3;$skip=1;$count=true;\
         $levels=max;$expand=orders($select=id;$top=1))",
        )],
    );
}

#[test]
fn numbers_and_words() {
    let request = list().top(9).top(5).skip(10).count().search("\"a b\"").query("$format", "json");
    check(
        &request,
        &[
            ("$top", "5"),
            ("$skip", "10"),
            ("$count", "true"),
            ("$search", "\"a b\""),
            ("$format", "json"),
        ],
    );
}

#[test]
fn headers() {
    let request =
        list().consistency_level("eventual").prefer("a").prefer("b=\"c\"").header("X-Own", "1");
    let headers: Vec<String> = request
        .raw()
        .headers
        .iter()
        .map(|(name, value)| format!("{name}: {}", value.to_str().expect("text")))
        .collect();
    assert_eq!(headers, ["consistencylevel: eventual", "prefer: a, b=\"c\"", "x-own: 1"]);
}

#[test]
fn a_body_that_is_no_json() {
    let client = Client::builder().build().expect("a client");
    let order = client.orders().id("1");
    let request = order.update(Patch::default()).media("text/plain", "from: me");
    let raw = request.raw();
    assert_eq!(raw.headers["content-type"], "text/plain");
    assert_eq!(raw.body_bytes(), Some(&b"from: me"[..]));
}
