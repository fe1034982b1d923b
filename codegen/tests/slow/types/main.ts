import type { ApiErrorOf, Promise_, Violation, ViolationReason } from "api-errors/forms";

export function reasons(error: ApiErrorOf<"fields_invalid">): readonly ViolationReason[] {
    const errors: readonly Violation[] = error.errors ?? [];
    const form: string | undefined = error.form;
    const limit: number | undefined = errors[0]?.limit;
    return form === "" || limit === 0 ? [] : errors.map((of) => of.reason);
}

export function mood(error: ApiErrorOf<"boxes_invalid">): string {
    // @ts-expect-error No client receives what is in the message alone.
    error.details.count;
    const known: Promise_ = "1st";
    const newer: Promise_ = "a value that is new";
    const due: string | null | undefined = error.boxes?.[0]?.due;
    return `${error.mood ?? known} ${newer} ${due}`;
}
