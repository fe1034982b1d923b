// Starts every service, and compares what each answers with what the registry says.

import assert from "node:assert/strict";

import { reported, type Service } from "./answers.js";
import * as express4 from "./express-4.js";
import * as express5 from "./express-5.js";
import * as fastify from "./fastify.js";
import * as hono from "./hono.js";
import * as koa from "./koa.js";
import * as nest from "./nest.js";
import * as next from "./next.js";

interface Seen {
    readonly status: number;
    readonly headers: Headers;
    readonly text: string;
}

async function ask(service: Service, method: string, path: string, body?: string, languages = "*"): Promise<Seen> {
    const headers = new Headers({ "accept-language": languages });
    if (body !== undefined) headers.set("content-type", "application/json");
    const init = body === undefined ? {} : { body };
    const answer = await fetch(`http://localhost:${service.port}${path}`, { method, headers, ...init });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

/** The body of a code. */
function body(type: string, code: string, message: string, rest: object = {}): object {
    return { error: { type, code, message, ...rest, request_id: "req-1" } };
}

const notFound = (id: string) => body("request", "order_not_found", `Order ${id} does not exist`);
const failed = body("failure", "failed", "Something went wrong here");
const unknown = body("request", "route_unknown", "There is nothing at this address");
const unreadable = body("request", "body_unreadable", "The body is not JSON");
const tooLarge = body("request", "body_too_large", "The body is too large");
const limited = body("request", "too_many_orders", "Wait for 30 seconds");
const supplier = body("failure", "supplier_failed", "Our supplier does not answer");

async function check(service: Service): Promise<void> {
    const { name } = service;
    const expect = async (method: string, path: string, status: number, expected: object, sent?: string) => {
        reported.length = 0;
        const seen = await ask(service, method, path, sent);
        const about = `${name}: ${method} ${path}: ${seen.text}`;
        assert.equal(seen.status, status, about);
        assert.notEqual(seen.text, "", about);
        assert.deepEqual(JSON.parse(seen.text), expected, about);
        assert.equal(seen.headers.get("content-type"), "application/json", about);
        assert.doesNotMatch(seen.text + JSON.stringify([...seen.headers]), /secret|stale/, about);
        assert.equal(reported.length, 1, `${about}: reported ${reported.join(", ")}`);
        return seen.headers;
    };
    for (const folder of ["orders", "later"]) {
        const headers = await expect("GET", `/${folder}/A-1`, 404, notFound("A-1"));
        assert.equal(headers.get("x-order-id"), "A-1", name);
        if (!name.startsWith("ne")) assert.equal(headers.get("x-kept"), "yes", name);
        const delayed = await expect("GET", `/${folder}/limited`, 429, limited);
        assert.equal(delayed.get("retry-after"), "30", name);
        await expect("GET", `/${folder}/broken`, 500, failed);
        assert.deepEqual(reported, ["failed: password=secret"]);
        await expect("GET", `/${folder}/supplier`, 502, supplier);
        await expect("GET", `/${folder}/axios`, 500, failed);
    }
    await checkLanguages(service);
    await expect("GET", "/orders/%C3%BC%E2%82%AC", 404, notFound("ü€"));
    const own = { ...notFound("own-id") } as { error: object };
    await expect("GET", "/orders/own-id", 404, { error: { ...own.error, request_id: "req-2" } });
    // Hono handles nothing but instances of `Error`.
    if (name !== "hono") await expect("GET", "/orders/text", 500, failed);
    await expect("POST", "/orders", 400, unreadable, "{ no JSON");
    if (name === "next") {
        await expect("GET", "/orders/gone", 404, unknown);
        await expect("POST", "/orders", 500, failed, '{"quantity":1}');
        return;
    }
    if (name === "hono") await expect("POST", "/orders", 500, failed, '{"quantity":1}');
    await expect("GET", "/nowhere", 404, unknown);
    const large = JSON.stringify({ text: "x".repeat(name === "nest" ? 200_000 : 2_000) });
    await expect("POST", "/orders", 413, tooLarge, large);
    if (!name.startsWith("express")) {
        const invalid = await ask(service, "POST", "/orders", '{"quantity":"x"}');
        const problems = ["must be integer"];
        const expected = body("request", "form_invalid", "Something in the form is wrong", { problems });
        assert.equal(invalid.status, 422, `${name}: ${invalid.text}`);
        assert.deepEqual(JSON.parse(invalid.text), expected, name);
    }
    if (name === "koa") {
        const expected = body("request", "method_not_allowed", "The address does not have this method");
        const headers = await expect("DELETE", "/orders", 405, expected);
        assert.equal(headers.get("allow"), "POST");
    }
    if (name.startsWith("express")) {
        await expect("GET", "/orders/%E0", 400, unreadable);
        await assert.rejects(ask(service, "GET", "/started"), `${name}: the connection is closed`);
    }
}

/** Messages are in the language of the client, beside what the response varies by already. */
async function checkLanguages(service: Service): Promise<void> {
    const expected = [
        ["A-1", "de-AT, en;q=0.5", "Die Bestellung A-1 gibt es nicht", "de"],
        ["limited", "fr, de;q=0.5", "Warten Sie 30 Sekunden", "de"],
        ["limited", "fr", "Wait for 30 seconds", "en"],
        ["broken", "de", "Something went wrong here", "en"],
    ] as const;
    for (const [id, languages, message, language] of expected) {
        const { text, headers } = await ask(service, "GET", `/orders/${id}`, undefined, languages);
        const { error } = JSON.parse(text) as { readonly error: { readonly message: string } };
        const about = `${service.name}: ${languages}`;
        assert.equal(error.message, message, about);
        assert.equal(headers.get("content-language"), language, about);
        const varies = service.name.startsWith("ne") ? "Accept-Language" : "Origin, Accept-Language";
        assert.equal(headers.get("vary"), varies, about);
    }
}

for (const start of [
    express4.start,
    express5.start,
    fastify.start,
    hono.start,
    koa.start,
    nest.start,
    nest.startOnFastify,
    next.start,
]) {
    const service = await start();
    await check(service);
    service.close();
    console.log(`${service.name} answers`);
}
// A redirect is for Next.js itself.
const params = Promise.resolve({ id: "moved" });
await assert.rejects(next.GET(new Request("http://localhost/"), { params }), { message: "NEXT_REDIRECT" });
process.exit(0);
