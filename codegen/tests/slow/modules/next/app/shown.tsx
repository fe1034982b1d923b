"use client";

import { errorFromJson, isApiError } from "api-errors/lms";
import * as codes from "api-errors/lms/codes";

export function Shown({ passed }: { passed: object }) {
    const error = errorFromJson(passed);
    return <p>{isApiError(error, codes.NOT_FOUND) ? `shown: ${error.message}` : "nothing"}</p>;
}
