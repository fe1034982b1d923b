import {
    type AnyErrorCode,
    type ErrorCode,
    type ErrorHandlers,
    errorFrom,
    isApiError,
    isErrorCode,
    match,
} from "api-errors/numbers";
import { errorFrom as factFrom } from "api-errors/facts";
import { ErrorCodes as Facts } from "api-errors/facts/codes";
import { metadataOf as factsOf } from "api-errors/facts/metadata";
import { referenceOf as told } from "api-errors/facts/reference";
import { ErrorCodes, type ErrorCodesByStatus } from "api-errors/numbers/codes";
import { metadataOf } from "api-errors/numbers/metadata";
import { referenceOf } from "api-errors/numbers/reference";
import { errorFrom as textError } from "api-errors/texts";
import { ErrorCodes as Texts } from "api-errors/texts/codes";

function holds(is: boolean, what: string): void {
    if (!is) throw new Error(what);
}

const known: ErrorCode = 10003;
const newer: AnyErrorCode = 10004;
const negative: -32700 = ErrorCodes.parse_error;
const gone: ErrorCodesByStatus[404] = 10003;
// @ts-expect-error: no code
const wrong: ErrorCode = 10004;
// @ts-expect-error: text
const text: ErrorCode = "10003";
holds(ErrorCodes.unknown_channel === known && gone === known && negative === -32700, "by name");
holds(isErrorCode(10003) && !isErrorCode("10003") && !isErrorCode(newer), "isErrorCode");

const error = errorFrom({ status: 404, body: { code: 10003, message: "No.", channel: "c1" } });
holds(isApiError(error, 10003) && !isApiError(error, 7), "isApiError");
const former = errorFrom({ status: 404, body: { code: 10002 } });
holds(former.known && former.code === 10003, "a former number");
if (error.code === 10003) {
    const channel: string | undefined = error.channel;
    holds(error.known && channel === "c1", "the details");
} else {
    throw new Error("the code is not known");
}
switch (error.code) {
    case ErrorCodes.unknown_channel:
        break;
    default:
        throw new Error("the name is not the code");
}
const handlers: ErrorHandlers<string> = {
    10003: ({ channel }) => channel ?? "",
    [ErrorCodes.parse_error]: () => "parse",
    7: () => "seven",
};
const handled = match(error, handlers, () => "other");
holds(handled === "c1", "match");
holds(metadataOf(error.code)?.status[0] === 404, "metadata");
holds(metadataOf(10003)?.name === "unknown_channel", "the name");
holds(metadataOf(7)?.name === "new_name", "the one that is not deprecated");
holds(referenceOf(-32700)?.description === "That is not JSON.", "reference");

const codeOf = (code: unknown): unknown => errorFrom({ status: 400, body: { code } }).code;
holds(codeOf(5) === 5 && !errorFrom({ status: 400, body: { code: 5 } }).known, "an unknown number");
holds(codeOf("10003") === 10003, "a known number as text");
holds(codeOf("5") === undefined && codeOf(1.5) === undefined && codeOf(true) === undefined, "no code");
holds(errorFrom({ status: 400, body: '{"code":10003,"message":"x"}' }).message === "x", "as text");

const slash = textError({ status: 400, body: { code: "auth/email-already-in-use", message: "x" } });
holds(slash.known && slash.code === Texts.email_in_use, "a slash");
holds(textError({ status: 400, body: { code: 5 } }).code === undefined, "a number is no text");

const severity: "warning" | "fatal" | undefined = factsOf(Facts.divide_by_zero)?.fields.severity;
const sqlstate: string | undefined = factsOf("42601")?.fields.sqlstate;
const attempts: number | undefined = factsOf("42601")?.fields.attempts;
holds(severity === "fatal" && sqlstate === undefined && attempts === 3, "declared facts");
// @ts-expect-error: an internal fact
holds(factsOf("42601")?.fields.owner === undefined, "an internal fact");
holds(told("DIVIDE_BY_ZERO")?.cause?.includes("a column") === true, "every cause");
const fact = factFrom({
    status: 400,
    headers: { "content-type": "application/problem+json" },
    body: [{ errorClass: "42601", severity: "warning", message: "x" }],
});
holds(fact.known && fact.code === Facts.syntax_error && fact.message === "x", "an array");
if (fact.known) {
    const sent: string | null | undefined = fact.body?.[0]?.sqlState;
    const sentSeverity: string | undefined = fact.body?.[0]?.severity;
    holds(sent === undefined && sentSeverity === "warning", "members of the body");
}
export { text, wrong };
