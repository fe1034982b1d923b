/** The schema of a rule. */
export function schema(rule) {
    const validate = (value) => {
        const issues = [...issuesOf(rule, value, [])];
        return issues.length > 0 ? { issues } : { value };
    };
    return { "~standard": { version: 1, vendor: "PACKAGE/schema", validate } };
}
/** The schema of each rule. */
export function schemas(rules) {
    return Object.fromEntries(Object.entries(rules).map(([name, rule]) => [name, schema(rule)]));
}
function* issuesOf(rule, value, path) {
    if (typeof rule === "string") {
        if (rule === "object" ? !isObject(value) : typeof value !== rule)
            yield expected(rule, path);
    }
    else if ("is" in rule) {
        if (value !== rule.is)
            yield expected(JSON.stringify(rule.is), path);
    }
    else if ("nullable" in rule) {
        if (value !== null)
            yield* issuesOf(rule.nullable, value, path);
    }
    else if ("optional" in rule) {
        if (value !== undefined)
            yield* issuesOf(rule.optional, value, path);
    }
    else if ("list" in rule) {
        if (!Array.isArray(value))
            return yield expected("array", path);
        for (const [at, element] of value.entries())
            yield* issuesOf(rule.list, element, [...path, at]);
    }
    else if (!isObject(value)) {
        yield expected("object", path);
    }
    else if ("map" in rule) {
        for (const [name, member] of Object.entries(value))
            yield* issuesOf(rule.map, member, [...path, name]);
    }
    else {
        for (const [name, of] of Object.entries(rule.members)) {
            const member = Object.hasOwn(value, name) ? value[name] : undefined;
            yield* issuesOf(of, member, [...path, name]);
        }
    }
}
function expected(what, path) {
    return { message: `expected ${what}`, path };
}
function isObject(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
