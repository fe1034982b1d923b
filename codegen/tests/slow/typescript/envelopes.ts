// Uses the types of ready-made envelopes.

import { type Envelope as GoogleEnvelope, parseError as parseGoogle } from "api-errors/google";
import { type Envelope as DocumentEnvelope, errorFrom as documentFrom } from "api-errors/json-api";
import { type Envelope as ProblemEnvelope, parseError as parseProblem } from "api-errors/problem";
import type { Envelope as PlainEnvelope } from "api-errors/problem-plain";

const problem: ProblemEnvelope<"order_unknown"> = {
    type: "https://docs.example.com/errors/order_unknown",
    title: "Order unknown",
    detail: "There is no order A-7",
    code: "order_unknown",
    order_id: "A-7",
};
// @ts-expect-error the type is `about:blank`
const plain: PlainEnvelope = { type: "https://example.com/", detail: "", code: "order_lost" };

const google: GoogleEnvelope = {
    error: {
        code: 404,
        message: "",
        status: "NOT_FOUND",
        details: [
            {
                "@type": "type.googleapis.com/google.rpc.ErrorInfo",
                reason: "ORDER_UNKNOWN",
                domain: "shop.example.com",
                // @ts-expect-error metadata holds strings
                metadata: { order_id: 7 },
            },
        ],
    },
};

export async function read(response: Response, document: DocumentEnvelope): Promise<void> {
    const error = await parseProblem(response);
    if (error.code === "order_unknown") {
        const id: string | undefined = error.orderId;
        const title: string = error.body.title;
        const extension: unknown = error.body["order_id"];
        console.log(id, title, extension);
    }
    const other = await parseGoogle(response);
    if (other.code === "ORDER_CLOSED") {
        const buyer: string | undefined = other.buyer;
        const [info] = other.body.error.details;
        const reason: string | undefined = info?.reason;
        console.log(buyer, reason);
    }
    const third = documentFrom({ status: 422, body: document });
    if (third.code === "title_blank") {
        const pointer: string | undefined = third.pointer;
        const status: string | undefined = third.body.errors[0]?.status;
        console.log(pointer, status, third.others.length);
    }
    console.log(problem, plain, google);
}
