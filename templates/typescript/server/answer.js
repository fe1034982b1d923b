import { isServiceError } from "./error.js";
/** The error to send for what was thrown. */
export function errorFor(thrown, answers, request) {
    return reported(chosen(thrown, answers), thrown, answers, request);
}
/** The error to send for a failure of the framework that is known by its status alone. */
export function errorForStatus(status, answers, request) {
    const failure = { status, issues: [], cause: undefined };
    return reported(named(failure, answers) ?? answers.internal(failure), undefined, answers, request);
}
/** The whole response for what was thrown. */
export function answer(thrown, answers, request) {
    return errorFor(thrown, answers, request).toNode();
}
/** Whether the answers name an error for a status. */
export function isNamed(status, answers) {
    return factoryFor(status, false, answers) !== undefined;
}
function reported(error, thrown, answers, request) {
    const members = answers.members?.(request);
    const whole = members ? error.complete(members) : error;
    const messageFor = answers.messages?.(request);
    const sent = messageFor ? whole.localized(messageFor) : whole;
    answers.report?.({ thrown, sent, request });
    return sent;
}
function chosen(thrown, answers) {
    // Errors of other packages that errbook made are recognized by the ends of their brands.
    if (isServiceError(thrown) || isBranded(thrown, "/ServiceError"))
        return thrown;
    const unexpected = { status: 500, issues: [], cause: thrown };
    if (isBranded(thrown, "/ApiError")) {
        const error = answers.upstream?.(thrown) ?? answers.internal(unexpected);
        return causedBy(error, thrown);
    }
    const failure = failureOf(thrown);
    const error = (failure && named(failure, answers)) ?? answers.internal(failure ?? unexpected);
    return causedBy(error, thrown);
}
function isBranded(value, end) {
    if (typeof value !== "object" || value === null)
        return false;
    return Object.getOwnPropertySymbols(value).some((symbol) => symbol.description?.endsWith(end));
}
function causedBy(error, cause) {
    return error.cause === undefined ? error.with({ cause }) : error;
}
/** The error that the answers name for a failure. */
function named(failure, answers) {
    return factoryFor(failure.status, failure.issues.length > 0, answers)?.(failure);
}
function factoryFor(status, isInvalid, { failures = {} }) {
    const general = status > 400 && status < 500 ? failures[400] : undefined;
    return (isInvalid ? failures.invalid : undefined) ?? failures[status] ?? general;
}
/**
 * The failure of a framework; `undefined` for anything else. A member `status` alone says nothing:
 * errors of HTTP clients have one too, which is that of the other service.
 */
function failureOf(thrown) {
    if (typeof thrown !== "object" || thrown === null)
        return undefined;
    const error = thrown;
    const status = statusOf(error);
    if (status === undefined || !Number.isInteger(status))
        return undefined;
    return { status, issues: issuesOf(error), cause: thrown };
}
function statusOf(error) {
    if (typeof error.getResponse === "function")
        return error.getStatus?.() ?? error.status;
    const status = error.status ?? error.statusCode;
    if (typeof error.expose === "boolean")
        return status;
    if (typeof error.code === "string" && error.code.startsWith("FST_"))
        return status;
    if (Array.isArray(error.validation))
        return status ?? 400;
    // The router of Express, for an address that is not well encoded.
    return error instanceof URIError ? status : undefined;
}
/** What validation found: of Fastify, of the pipe of NestJS, or of a schema that is the cause. */
function issuesOf(error) {
    const response = typeof error.getStatus === "function" ? error.getResponse?.() : undefined;
    const found = [error.validation, memberOf(response, "message"), memberOf(error.cause, "issues")];
    return found.find((issues) => Array.isArray(issues)) ?? [];
}
function memberOf(value, name) {
    return typeof value === "object" && value !== null ? value[name] : undefined;
}
