// A program that loads the package in both forms, as a program may through what it depends on.

const assert = require("node:assert/strict");
const packageJson = require("api-errors/package.json");

(async () => {
    for (const subpath of Object.keys(packageJson.exports)) {
        if (subpath === "./package.json") continue;
        const name = `api-errors${subpath.slice(1)}`;
        const [required, imported] = [require(name), await import(name)];
        assert.deepEqual(Object.keys(required).sort(), Object.keys(imported).sort(), name);
        assert.match(require.resolve(name), /\.cjs$/);
    }
    const [required, imported] = [require("api-errors/lms"), await import("api-errors/lms")];
    assert.notEqual(required.errorFrom, imported.errorFrom);
    const body = { success: false, error: "There is none.", code: "NOT_FOUND" };
    const error = required.errorFrom({ status: 404, body });
    assert.ok(error instanceof imported.LmsError);
    assert.ok(imported.isApiError(error, "NOT_FOUND"));
    assert.ok(imported.errorFrom({ status: 404, body }) instanceof required.LmsError);
    const sent = require("api-errors/lms/server").errors.notFound();
    assert.ok((await import("api-errors/lms/server")).isServiceError(sent));
})();
