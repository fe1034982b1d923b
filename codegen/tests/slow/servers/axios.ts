// Errors from the responses of axios: type-checked only.

import { type ApiError, errorFrom } from "api-errors/shop";
import axios, { type AxiosResponse } from "axios";
import axios17, { type AxiosResponse as AxiosResponse17 } from "axios-1.7";

export function read({ status, headers, data }: AxiosResponse | AxiosResponse17): ApiError {
    return errorFrom({ status, headers, body: data });
}

export async function call(url: string): Promise<unknown> {
    try {
        return (await axios.get(url)).data;
    } catch (error) {
        if (axios.isAxiosError(error) && error.response) throw read(error.response);
        if (axios17.isAxiosError(error) && error.response) throw read(error.response);
        throw error;
    }
}
