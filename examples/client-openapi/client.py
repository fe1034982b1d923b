"""Calls each of the given addresses, and prints the error that comes back as a line of JSON.

The clients of the APIs are made by openapi-generator from their descriptions, a package for each API,
as `README.md` says. The first segment of a path names the API.
"""

import importlib
import json
import sys
from urllib.parse import parse_qsl, urlsplit

# Where the body of each API has the code.
CODE = {
    "curaway": lambda body: body.errors[0].code,
    "lms": lambda body: body.code,
    "loop": lambda body: body.error,
    "medblocks": lambda body: body.error.code,
}


def read(address: str) -> dict:
    """Calls an address; returns what its error looks like to a program."""
    server, catalog, code = address.rsplit("/", 2)
    package = importlib.import_module(f"{catalog}_client")
    # A redirect may carry an error, so it is not followed.
    configuration = package.Configuration(host=f"{server}/{catalog}", retries=False)
    api = package.DefaultApi(package.ApiClient(configuration))
    try:
        answer = api.get_error_with_http_info(code)
        status, headers, body = answer.status_code, answer.headers, answer.data
    except package.ApiException as error:
        status, headers, body = error.status, error.headers, error.data
    headers = {name.lower(): value for name, value in headers.items()}
    seen = {"address": address, "status": status, "headers": headers}
    if "location" in headers:
        parameters = dict(parse_qsl(urlsplit(headers["location"]).query))
        return {**seen, "code": parameters["error"], "body": parameters}
    return {**seen, "code": CODE[catalog](body), "body": body.to_dict()}


for address in sys.argv[1:]:
    print(json.dumps(read(address)))
