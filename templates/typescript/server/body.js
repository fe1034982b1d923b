/** The body of a response with an error. */
export function bodyOf(shape, source) {
    return valueOf(shape, source, true);
}
/** The value of a part; `undefined` if there is none and it is not required. */
function valueOf(shape, source, required) {
    if ("object" in shape)
        return objectOf(shape.object, shape.rest, source);
    if ("list" in shape) {
        const sources = shape.all ? [source, ...source.others] : [source];
        const { make, whole = make } = source;
        return sources.map((of) => valueOf(shape.list, { ...of, whole }, true));
    }
    if ("constant" in shape)
        return shape.constant;
    if ("leaf" in shape) {
        const value = source.leaves[shape.leaf] ?? undefined;
        if (!required)
            return value;
        if (!("made" in shape))
            return value ?? shape.empty;
        // An empty text is no id and no time.
        if (value !== undefined && (value !== "" || shape.made === "unknown"))
            return value;
        const { make, whole = make } = source;
        return (shape.own ? make : whole)(shape.made);
    }
    const value = source.slot(shape.slot) ?? undefined;
    if (required)
        return value ?? null;
    return Array.isArray(value) && value.length === 0 ? undefined : value;
}
function objectOf(members, rest, source) {
    const entries = [];
    for (const { name, of, lacking, when } of members) {
        const isThere = when?.some((leaf) => hasValue(source.leaves[leaf])) ?? true;
        const value = isThere ? valueOf(of, source, lacking === undefined) : undefined;
        if (value !== undefined)
            entries.push([name, value]);
        else if (lacking === "null")
            entries.push([name, null]);
    }
    const further = rest === undefined ? undefined : source.leaves[rest];
    if (isObject(further))
        entries.push(...Object.entries(further));
    return Object.fromEntries(entries);
}
/** A value with another one at a path within it; objects and arrays on the way are copied or made. */
export function put(target, path, value) {
    const [step, ...rest] = path;
    if (step === undefined)
        return value;
    if (step === null) {
        const [first, ...others] = Array.isArray(target) ? target : [];
        return [put(first, rest, value), ...others];
    }
    const object = isObject(target) ? target : {};
    const inner = Object.hasOwn(object, step) ? object[step] : undefined;
    return { ...object, [step]: put(inner, rest, value) };
}
/** Whether a value is sent. */
export function hasValue(value) {
    return value !== undefined && value !== null;
}
export function isObject(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
/** A value as text: a string as it is, anything else as JSON whose members are sorted by name. */
export function textOf(value) {
    return typeof value === "string" ? value : JSON.stringify(value, sorted) ?? "null";
}
/** A delay as it is sent: whole seconds, rounded up so that nobody retries too early, or a date. */
export function delayOf(value) {
    if (value instanceof Date)
        return value.toUTCString();
    return Math.max(0, Math.ceil(Number(value) / 1000));
}
function sorted(_name, value) {
    if (!isObject(value))
        return value;
    const names = Object.keys(value).sort();
    return Object.fromEntries(names.map((name) => [name, value[name]]));
}
