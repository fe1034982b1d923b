// Answers `GET /{catalog}/{code}` with that error of that API, in Express.

import type { AddressInfo } from "node:net";

import { errorHandler, notFoundHandler } from "api-errors/server/express";
import express from "express";

import { answers, fail, listening, port } from "./errors.js";

const app = express();
app.get("/:catalog/:code", ({ params }) => fail(params.catalog, params.code));
app.use(notFoundHandler(answers));
app.use(errorHandler(answers));

const server = app.listen(port, "127.0.0.1", () => listening((server.address() as AddressInfo).port));
