import "reflect-metadata";

import { BadRequestException, Body, Controller, Get, Module, Param, Post } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { FastifyAdapter, type NestFastifyApplication } from "@nestjs/platform-fastify";
import { exceptionFilter } from "api-errors/server/nest";

import { answers, order, portOf, type Service } from "./answers.js";

@Controller()
class Orders {
    @Get("orders/:id")
    find(@Param("id") id: string): unknown {
        return order(id);
    }

    @Get("later/:id")
    async later(@Param("id") id: string): Promise<unknown> {
        await null;
        return order(id);
    }

    @Post("orders")
    create(@Body() body: { quantity?: unknown }): unknown {
        // As `ValidationPipe` does.
        if (typeof body.quantity !== "number") throw new BadRequestException(["must be integer"]);
        return {};
    }
}

@Module({ controllers: [Orders] })
class Shop {}

export async function start(): Promise<Service> {
    const app = await NestFactory.create(Shop, { logger: false });
    app.useGlobalFilters(exceptionFilter(answers));
    app.use((_request: unknown, response: { setHeader(name: string, value: string): void }, next: () => void) => {
        response.setHeader("X-Kept", "yes");
        next();
    });
    await app.listen(0);
    return { name: "nest", port: portOf(app.getHttpServer()), close: () => void app.close() };
}

export async function startOnFastify(): Promise<Service> {
    const adapter = new FastifyAdapter({ bodyLimit: 1000 });
    const app = await NestFactory.create<NestFastifyApplication>(Shop, adapter, { logger: false });
    app.useGlobalFilters(exceptionFilter(answers));
    await app.listen(0);
    return { name: "nest-fastify", port: portOf(app.getHttpServer()), close: () => void app.close() };
}
