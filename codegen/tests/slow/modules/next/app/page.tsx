import { errorFrom } from "api-errors/lms";
import { Shown } from "./shown";

const body = { success: false, error: "There is none.", code: "NOT_FOUND" };

export default function Page() {
    const error = errorFrom({ status: 404, body });
    return <Shown passed={error.toJSON()} />;
}
