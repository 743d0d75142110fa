package com.raptorcomply.resources.training;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Serves an export in the format that the query names. */
final class FormatHandler implements Handler<RoutingContext> {
    private static final String PARAMETER = "format";

    private final Map<String, Handler<RoutingContext>> formats;
    private final String standard;

    /** @param standard the format of a request that names none */
    FormatHandler(Map<String, Handler<RoutingContext>> formats, String standard) {
        this.formats = formats;
        this.standard = standard;
    }

    @Override
    public void handle(RoutingContext ctx) {
        List<String> given = ctx.queryParam(PARAMETER);
        Handler<RoutingContext> handler =
                given.size() > 1 ? null : formats.get(given.isEmpty() ? standard : given.get(0));
        if (handler == null) {
            String known = String.join(" or ", new TreeSet<>(formats.keySet()));
            throw Problem.of(ErrorCode.INVALID_PARAMETER, "Parameter 'format' must be " + known)
                    .withField(PARAMETER)
                    .exception();
        }
        handler.handle(ctx);
    }
}
