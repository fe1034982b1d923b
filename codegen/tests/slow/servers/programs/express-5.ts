import { errorHandler, notFoundHandler } from "api-errors/server/express";
import express from "express";

import { answers, order, portOf, type Service } from "./answers.js";

export async function start(): Promise<Service> {
    const app = express();
    app.use((_request, response, next) => {
        response.set("X-Kept", "yes").set("Vary", "Origin").set("ETag", '"stale"');
        next();
    });
    app.use(express.json({ limit: 1000 }));
    app.get("/orders/:id", (request) => order(request.params.id));
    app.get("/later/:id", async (request, _response, next) => {
        await null;
        try {
            order(request.params.id);
        } catch (thrown) {
            next(thrown);
        }
    });
    app.get("/started", (_request, response) => {
        response.write("half");
        throw new Error("too late");
    });
    app.post("/orders", (_request, response) => void response.json({}));
    app.use(notFoundHandler(answers));
    app.use(errorHandler(answers));
    const server = app.listen(0);
    await new Promise((resolve) => server.once("listening", resolve));
    return { name: "express-5", port: portOf(server), close: () => server.close() };
}
