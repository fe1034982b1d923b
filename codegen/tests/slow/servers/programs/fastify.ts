import { errorHandler, notFoundHandler } from "api-errors/server/fastify";
import { fastify } from "fastify";

import { answers, order, portOf, type Service } from "./answers.js";

export async function start(): Promise<Service> {
    const app = fastify({ bodyLimit: 1000 });
    app.setErrorHandler(errorHandler(answers));
    app.setNotFoundHandler(notFoundHandler(answers));
    app.addHook("onRequest", async (_request, reply) => void reply.header("X-Kept", "yes").header("Vary", "Origin"));
    const quantity = { type: "object", required: ["quantity"], properties: { quantity: { type: "integer" } } };
    app.get<{ Params: { id: string } }>("/orders/:id", (request) => order(request.params.id));
    app.get<{ Params: { id: string } }>("/later/:id", async (request) => {
        await null;
        return order(request.params.id);
    });
    app.post("/orders", { schema: { body: quantity } }, async () => ({}));
    await app.listen({ port: 0 });
    return { name: "fastify", port: portOf(app.server), close: () => void app.close() };
}
