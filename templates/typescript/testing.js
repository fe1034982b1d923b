/** Where the reference redirects to. */
const redirect = "https://client.example.com/callback";
/** The function for each error that makes what answers with it. */
export function mocks(errors, examples, members) {
    const mock = (name) => (details = {}, options = {}) => {
        const error = example(errors, examples, members, name, details).with(options);
        return () => error.toResponse();
    };
    return Object.fromEntries(Object.keys(errors).map((name) => [name, mock(name)]));
}
/** The example response of each error. */
export function fixtures(errors, examples, members) {
    const fixture = (name) => {
        const error = example(errors, examples, members, name, {});
        const { status, headers, body } = error.toNode();
        return { code: error.code, status, headers, body: body === "" ? "" : JSON.parse(body) };
    };
    return Object.fromEntries(Object.keys(errors).map((name) => [name, fixture(name)]));
}
function example(errors, examples, members, name, details) {
    const made = errors[name]?.({ ...examples[name], ...details });
    if (made === undefined)
        throw new TypeError(`there is no error \`${name}\``);
    return made.with({ members, redirect });
}
