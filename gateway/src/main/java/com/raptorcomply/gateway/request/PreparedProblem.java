package com.raptorcomply.gateway.request;

import com.raptorcomply.chassis.log.EnumLabel;
import com.raptorcomply.chassis.problem.Problem;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** A problem whose JSON is built once; each response only inserts its request id. Immutable. */
public final class PreparedProblem {
    private static final String MARK = "@request-id@";

    private final Problem problem;
    private final String reason;
    private final String before;
    private final String after;

    /** @param reason of the response */
    PreparedProblem(Problem problem, Enum<?> reason) {
        this.reason = EnumLabel.of(reason);
        this.problem = problem;
        String body = problem.body(null, MARK).toString();
        int mark = body.indexOf(MARK);
        this.before = body.substring(0, mark);
        this.after = body.substring(mark + MARK.length());
    }

    /** Returns the reason as logs, metrics and traces show it. */
    public String reason() {
        return reason;
    }

    public Problem problem() {
        return problem;
    }

    /** @param requestId must need no escaping in JSON */
    Buffer body(@Nullable String accept, String requestId) {
        return Problem.isPlain(accept) ? Buffer.buffer(before + requestId + after) : problem.body(accept, requestId);
    }
}
