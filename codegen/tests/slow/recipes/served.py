"""A FastAPI service with the functions of the page: its description and its answers agree."""

import sys
from pathlib import Path

sys.path.insert(0, sys.argv[1])
from recipe import add_errors, answer_with_codes  # noqa: E402 (made from the page)

from fastapi import FastAPI
from fastapi.testclient import TestClient
from openapi_spec_validator import validate
from pydantic import BaseModel

app = FastAPI(title="Shop")


class Order(BaseModel):
    item: int


@app.post("/orders", operation_id="createOrder", status_code=201)
def create_order(order: Order) -> Order:
    return order


@app.get("/orders/{id}")
def get_order(id: int) -> Order:
    return Order(item=id)


plain = app.openapi()
assert "422" in plain["paths"]["/orders"]["post"]["responses"], "FastAPI documents its own 422"
app.openapi_schema = None

add_errors(app, Path(sys.argv[1]) / "generated/openapi/shop.openapi-3.1.json")
answer_with_codes(app)
client = TestClient(app)
served = client.get("/openapi.json").json()
assert served == client.get("/openapi.json").json(), "the second answer is the same"
validate(served)
post = served["paths"]["/orders"]["post"]["responses"]
get = served["paths"]["/orders/{id}"]["get"]["responses"]
assert sorted(post) == ["201", "400", "409", "429"], post
assert sorted(get) == ["200", "404", "429"], get
assert post["400"] == {"$ref": "#/components/responses/order_invalid"}, post
assert "HTTPValidationError" not in client.get("/openapi.json").text
assert "Order" in served["components"]["schemas"], "the service's own schemas stay"

answer = client.post("/orders", json={"item": "none"})
assert (answer.status_code, answer.json()) == (400, {"code": "order_invalid"}), answer.text
example = served["components"]["examples"]["order_invalid"]["value"]
assert answer.json() == example, example
assert client.post("/orders", json={"item": 1}).status_code == 201
