//! The errors of every catalog, in its order, with the examples of the registry as their details.

use api_errors::{
    families, graphql, header, json_rpc, numbers, sqlstate, unicode, urn, validation,
};

pub fn families() -> Vec<families::ApiError> {
    use families::ApiError;

    vec![
        ApiError::connect("spark://host:7077"),
        ApiError::connect_refused("spark://host:7077"),
        ApiError::connect_timed_out("spark://host:7077", 30),
        ApiError::unsupported(),
        ApiError::unsupported_drop_column(),
    ]
}

pub fn graphql() -> Vec<graphql::ApiError> {
    use graphql::ApiError;

    vec![
        ApiError::bad_user_input("quantity"),
        ApiError::unauthenticated(),
        ApiError::persisted_query_not_found(),
    ]
}

pub fn header() -> Vec<header::ApiError> {
    use header::ApiError;

    vec![ApiError::no_such_object(), ApiError::precondition_failed("v7"), ApiError::slow_down()]
}

pub fn json_rpc() -> Vec<json_rpc::ApiError> {
    use json_rpc::ApiError;

    vec![
        ApiError::parse_error(),
        ApiError::invalid_request(),
        ApiError::method_not_found("eth_fly"),
        ApiError::limit_exceeded(100),
    ]
}

pub fn numbers() -> Vec<numbers::ApiError> {
    use numbers::ApiError;

    vec![
        ApiError::unknown_channel(813_847_887_657),
        ApiError::too_many_messages(12),
        ApiError::unexpected(),
    ]
}

pub fn sqlstate() -> Vec<sqlstate::ApiError> {
    use sqlstate::ApiError;

    vec![
        ApiError::division_by_zero(),
        ApiError::syntax_error(15),
        ApiError::crash_shutdown(),
        ApiError::string_data_right_truncation(),
        ApiError::string_right_truncation(),
    ]
}

pub fn unicode() -> Vec<unicode::ApiError> {
    use unicode::ApiError;

    vec![
        ApiError::grosse_fehlt(),
        ApiError::auth_user_not_found(),
        ApiError::auth_user_not_found_old(),
        ApiError::shop42(),
        ApiError::order_gone("№ 7"),
        ApiError::nul(),
    ]
}

pub fn urn() -> Vec<urn::ApiError> {
    use urn::ApiError;

    let accounts = ["/account/12345", "/account/67890"].map(str::to_owned);
    vec![
        ApiError::out_of_credit("30.00", accounts.into()),
        ApiError::account_closed(),
        ApiError::rate_unknown(),
    ]
}

pub fn validation() -> Vec<validation::ApiError> {
    use validation::ApiError;
    use validation::types::{FieldCode, FieldError};

    let taken = FieldError::new("email", FieldCode::NotUnique, "This address is taken.")
        .with_limit(100);
    vec![
        ApiError::form_invalid(vec![taken], "2026-03-01T12:00:00Z"),
        ApiError::form_closed(),
    ]
}
