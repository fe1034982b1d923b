// Answers `GET /{catalog}/{code}` with that error of that API, in Hono.

import { serve } from "@hono/node-server";
import { errorHandler, notFoundHandler } from "api-errors/server/hono";
import { Hono } from "hono";

import { answers, fail, listening, port } from "./errors.js";

const app = new Hono();
app.onError(errorHandler(answers));
app.notFound(notFoundHandler(answers));
app.get("/:catalog/:code", (context) => fail(context.req.param("catalog"), context.req.param("code")));

serve({ fetch: app.fetch, hostname: "127.0.0.1", port }, (address) => listening(address.port));
