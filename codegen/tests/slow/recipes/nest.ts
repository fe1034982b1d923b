// A service in NestJS with the function of the page: its description and its answers agree.

import "reflect-metadata";

import { deepStrictEqual as same, ok } from "node:assert";
import type { AddressInfo } from "node:net";

import { Body, Controller, Get, Module, Param, ParseIntPipe, Post } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import {
    ApiConflictResponse,
    ApiCreatedResponse,
    ApiOperation,
    ApiProperty,
    DocumentBuilder,
    SwaggerModule,
} from "@nestjs/swagger";
import { errors } from "api-errors/shop/server";
import { exceptionFilter } from "api-errors/server/nest";

import { addErrors } from "./recipe.js";

class Order {
    @ApiProperty({ type: Number })
    item!: number;
}

@Controller("orders")
class Orders {
    @Post()
    @ApiOperation({ operationId: "createOrder" })
    @ApiCreatedResponse({ type: Order })
    @ApiConflictResponse({ description: "Written by hand" })
    create(@Body("item", ParseIntPipe) item: number): Order {
        return { item };
    }

    @Get(":id")
    find(@Param("id") id: string): Order {
        if (id === "7") throw errors.orderNotFound();
        return { item: Number(id) };
    }
}

@Module({ controllers: [Orders] })
class Shop {}

const app = await NestFactory.create(Shop, { logger: false });
const answers = { internal: errors.rateLimited, failures: { 400: errors.orderInvalid } };
app.useGlobalFilters(exceptionFilter(answers));
const builder = new DocumentBuilder().setTitle("Shop").setOpenAPIVersion("3.1.0");
const plain = SwaggerModule.createDocument(app, builder.build(), { extraModels: [Order] });
const file = "generated/openapi/shop.openapi-3.1.json";
const description = addErrors(plain, file);
let message = "";
try {
    addErrors(description, file);
} catch (error) {
    message = String(error);
}
ok(message.includes("rename"), "components of the same name are not overwritten");
SwaggerModule.setup("docs", app, description, { jsonDocumentUrl: "openapi.json" });
await app.listen(0);
const address = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;

const served: any = await (await fetch(`${address}/openapi.json`)).json();
const { post } = served.paths["/orders"];
const { get } = served.paths["/orders/{id}"];
same(Object.keys(post.responses), ["201", "400", "409", "429"]);
same(Object.keys(get.responses), ["200", "404", "429"]);
same(post.responses["400"], { $ref: "#/components/responses/order_invalid" });
same(post.responses["409"].description, "Written by hand");
ok("Order" in served.components.schemas, "the service's own schemas stay");

const refused = await fetch(`${address}/orders`, { method: "POST" });
same(refused.status, 400);
same(await refused.json(), served.components.examples.order_invalid.value);
const missing = await fetch(`${address}/orders/7`);
same(missing.status, 404);
same(await missing.json(), served.components.examples.order_not_found.value);
await app.close();
console.log(JSON.stringify(served));
