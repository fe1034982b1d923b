import { type Answers } from "./answer.js";
import { type NodeResponse } from "./node.js";
export type { Answer, Answers, Failure, Failures, Report, ServiceError } from "./answer.js";
export type { NodeResponse } from "./node.js";
/** The error handler of Express 4 or 5; it comes after everything else. */
export declare function errorHandler<Request, Members extends object>(answers: Answers<Request, Members>): (thrown: unknown, request: NoInfer<Request>, response: NodeResponse, next: (thrown?: unknown) => void) => void;
/** The handler of addresses without a route; it comes after the routes, before the error handler. */
export declare function notFoundHandler<Request, Members extends object>(answers: Answers<Request, Members>): (request: NoInfer<Request>, response: NodeResponse) => void;
