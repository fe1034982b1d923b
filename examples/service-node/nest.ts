// Answers `GET /{catalog}/{code}` with that error of that API, in NestJS.

import "reflect-metadata";

import type { AddressInfo } from "node:net";

import { Controller, Get, Module, Param } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { exceptionFilter } from "api-errors/server/nest";

import { answers, fail, listening, port } from "./errors.js";

@Controller()
class Errors {
    @Get(":catalog/:code")
    find(@Param("catalog") catalog: string, @Param("code") code: string): never {
        return fail(catalog, code);
    }
}

@Module({ controllers: [Errors] })
class Service {}

const app = await NestFactory.create(Service, { logger: false });
app.useGlobalFilters(exceptionFilter(answers));
await app.listen(port, "127.0.0.1");
listening((app.getHttpServer().address() as AddressInfo).port);
