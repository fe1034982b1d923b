import Router from "@koa/router";
import { errors } from "api-errors/server/koa";
import Koa from "koa";

import { answers, order, portOf, type Service } from "./answers.js";

export async function start(): Promise<Service> {
    const app = new Koa();
    app.use(errors(answers));
    app.use(async (context, next) => {
        context.set("X-Kept", "yes");
        context.set("Vary", "Origin");
        await next();
    });
    const router = new Router();
    router.get("/orders/:id", (context) => order(String(context["params"]["id"])));
    router.get("/later/:id", async (context) => {
        await null;
        order(String(context["params"]["id"]));
    });
    router.post("/orders", async (context) => {
        const chunks: Uint8Array[] = [];
        for await (const chunk of context.req) chunks.push(chunk);
        const text = Buffer.concat(chunks).toString();
        if (text.length > 1000) context.throw(413, "secret");
        if (!text.startsWith("{\"")) context.throw(400, "secret");
        const cause = { issues: [{ message: "must be integer" }] };
        context.throw(400, "secret", { cause });
    });
    app.use(router.routes());
    app.use(router.allowedMethods());
    const server = app.listen(0);
    await new Promise((resolve) => server.once("listening", resolve));
    return { name: "koa", port: portOf(server), close: () => void server.close() };
}
