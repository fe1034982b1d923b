// Answers `GET /{catalog}/{code}` with that error of that API, in Fastify.

import type { AddressInfo } from "node:net";

import { errorHandler, notFoundHandler } from "api-errors/server/fastify";
import { fastify } from "fastify";

import { answers, fail, listening, port } from "./errors.js";

const app = fastify();
app.setErrorHandler(errorHandler(answers));
app.setNotFoundHandler(notFoundHandler(answers));
app.get<{ Params: { catalog: string; code: string } }>("/:catalog/:code", async ({ params }) =>
    fail(params.catalog, params.code),
);

await app.listen({ port });
listening((app.server.address() as AddressInfo).port);
