// Prints the message of an error in each of the languages that are asked for.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { errorFrom } from "api-errors/shop";
import { messageIn } from "api-errors/shop/messages";

const body = { code: "order_gone", message: "As received.", order_id: "A7", wait: 30 };
for (const asked of JSON.parse(readFileSync("asked.json", "utf8"))) {
    const { language, message } = messageIn(errorFrom({ status: 404, body }), asked);
    console.log(JSON.stringify({ language, message }));
    assert.deepEqual(messageIn(errorFrom({ status: 404, body }), asked.split(",")).message, message);
}

const received = { message: "As received.", language: undefined };
for (const body of [
    { code: "busy", message: "As received." },
    { code: "order_gone", message: "As received.", order_id: "A7" },
    { code: "toString", message: "As received." },
    { code: "__proto__", message: "As received." },
]) {
    assert.deepEqual(messageIn(errorFrom({ status: 404, body }), "de"), received);
}

const paid = errorFrom({ status: 409, body: { code: "paid_again", message: "As received." } });
const message = "Die Bestellung ist bezahlt.";
assert.deepEqual(messageIn(paid, "de"), { message, language: "de" });
