import { serve } from "@hono/node-server";
import { errorHandler, notFoundHandler } from "api-errors/server/hono";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";

import { answers, order, type Service } from "./answers.js";

export async function start(): Promise<Service> {
    const app = new Hono();
    app.onError(errorHandler(answers));
    app.notFound(notFoundHandler(answers));
    app.use(async (context, next) => {
        context.header("X-Kept", "yes");
        context.header("Vary", "Origin");
        await next();
    });
    const tooLarge = (): never => {
        throw new HTTPException(413);
    };
    app.use(bodyLimit({ maxSize: 1000, onError: tooLarge }));
    app.get("/orders/:id", (context) => order(context.req.param("id")));
    app.get("/later/:id", async (context) => {
        await null;
        return order(context.req.param("id"));
    });
    app.post("/orders", async (context) => {
        const { quantity } = await context.req.json<{ quantity?: unknown }>();
        if (typeof quantity !== "number") {
            const cause = { issues: [{ message: "must be integer" }] };
            throw new HTTPException(400, { message: "secret", cause });
        }
        return context.json(JSON.parse("{ a mistake of the service"));
    });
    return new Promise((resolve) => {
        const server = serve({ fetch: app.fetch, port: 0 }, ({ port }) => {
            resolve({ name: "hono", port, close: () => void server.close() });
        });
    });
}
