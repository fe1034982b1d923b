import { errors } from "api-errors/lms/server";
import { routes } from "api-errors/server/next";

const route = routes({ internal: () => errors.internalError() });

export const dynamic = "force-static";

export const GET = route(() => {
    throw errors.conflict();
});
