import { serve } from "@hono/node-server";
import { routes } from "api-errors/server/next";

import { answers, order, type Service } from "./answers.js";

const route = routes(answers);

// As the files `route.ts` of Next.js export them.
export const GET = route(async (_request: Request, context: { params: Promise<{ id: string }> }) => {
    const { id } = await context.params;
    if (id === "moved") throw Object.assign(new Error("NEXT_REDIRECT"), { digest: "NEXT_REDIRECT;replace;/;307;" });
    if (id === "gone") throw Object.assign(new Error("secret"), { digest: "NEXT_HTTP_ERROR_FALLBACK;404" });
    return order(id);
});

export const POST = route(async (request: Request) => {
    const { quantity } = (await request.json()) as { quantity?: unknown };
    if (typeof quantity === "number") return Response.json(JSON.parse("{ a mistake of the service"));
    return Response.json({});
});

export async function start(): Promise<Service> {
    const fetch = async (request: Request): Promise<Response> => {
        const id = decodeURIComponent(new URL(request.url).pathname.split("/")[2] ?? "");
        return request.method === "POST" ? POST(request) : GET(request, { params: Promise.resolve({ id }) });
    };
    return new Promise((resolve) => {
        const server = serve({ fetch, port: 0 }, ({ port }) => {
            resolve({ name: "next", port, close: () => void server.close() });
        });
    });
}
