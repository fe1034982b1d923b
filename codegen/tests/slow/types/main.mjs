import assert from "node:assert/strict";

import { errorFrom } from "api-errors/forms";
import * as lists from "api-errors/lists";

const [form, list] = JSON.parse(process.argv[2]);

const error = errorFrom({ status: 422, headers: {}, body: form });
assert.equal(error.code, "fields_invalid");
assert.deepEqual(error.errors, [{ field: "name", reason: "too-long" }]);
assert.equal(error.level, "low");
assert.equal(error.form, "f-3");

const several = lists.errorFrom({ status: 422, headers: {}, body: list });
assert.deepEqual(
    several.others.map((other) => other.code),
    ["field_invalid", "quota_used_up"],
);
console.log("read");
