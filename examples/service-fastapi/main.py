"""Answers `GET /{catalog}/{code}` with that error of that API.

No package is generated for Python. What this service sends is in `registry.json`, and what it
documents, at `/{catalog}/openapi.json`, is in the OpenAPI document of the catalog.
"""

import json
import re
import socket
import sys
from pathlib import Path

import uvicorn
import yaml
from fastapi import FastAPI, Request, Response
from fastapi.openapi.utils import get_openapi

GENERATED = Path(__file__).resolve().parents[2] / "generated"

# The status of errors without a documented one, which a service has to choose.
UNDOCUMENTED = 422


class ApiError(Exception):
    """An error of an API, with the details of its example."""

    def __init__(self, content_type: str, code: dict):
        super().__init__(code["name"])
        example = code["example"]
        self.status = example.get("status", UNDOCUMENTED)
        self.headers = {header["name"]: header["value"] for header in example["headers"]}
        self.body = ""
        if "body" in example:
            self.headers["Content-Type"] = content_type
            self.body = json.dumps(example["body"])


def respond(_request: Request, error: ApiError) -> Response:
    return Response(error.body, error.status, error.headers)


def service(catalog: dict) -> FastAPI:
    """The service of one API, whose description documents its errors."""
    document = yaml.safe_load(
        (GENERATED / f"openapi/{catalog['id']}.openapi-3.1.yaml").read_text(encoding="utf-8")
    )
    responses = {
        int(name.removeprefix("Error")): response
        for name, response in document["components"]["responses"].items()
        if re.fullmatch(r"Error\d{3}", name)
    }
    codes = {code["name"]: code for code in catalog["codes"]}
    app = FastAPI(title=catalog["title"], exception_handlers={ApiError: respond})

    @app.get("/{code}", operation_id="get_error", responses=responses)
    def get_error(code: str) -> None:
        raise ApiError(catalog["envelope"]["content_type"], codes[code])

    def openapi() -> dict:
        description = get_openapi(title=app.title, version=app.version, routes=app.routes)
        components = description.setdefault("components", {})
        for kind, parts in document["components"].items():
            components.setdefault(kind, {}).update(parts)
        return description

    app.openapi = openapi
    return app


app = FastAPI()
for catalog in json.loads((GENERATED / "json/registry.json").read_text(encoding="utf-8"))["catalogs"]:
    app.mount(f"/{catalog['id']}", service(catalog))

if __name__ == "__main__":
    listener = socket.create_server(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 3000))
    print(f"listening on http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
    uvicorn.Server(uvicorn.Config(app, log_level="warning")).run([listener])
