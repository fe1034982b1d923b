const { errorFrom, isApiError } = require("api-errors/lms");
const { errors } = require("api-errors/lms/server");

test("what a service sends is read", () => {
    const error = errorFrom(errors.notFound().toNode());
    expect(isApiError(error, "NOT_FOUND")).toBe(true);
});
