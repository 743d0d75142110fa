package com.raptorcomply.keyservice.people;

import com.raptorcomply.chassis.problem.JsonBody;
import com.raptorcomply.keyservice.access.Access;
import com.raptorcomply.keyservice.access.Caller;
import com.raptorcomply.keyservice.api.Answer;
import com.raptorcomply.keyservice.api.Endpoint;
import com.raptorcomply.keyservice.input.Fields;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.util.Map;

/** Organizations over HTTP. */
public final class OrganizationEndpoints {
    static final int NAME_CHARACTERS_MAX = 255;
    private static final int BODY_BYTES_MAX = 64 * 1024;

    private final Pool pool;

    public OrganizationEndpoints(Pool pool) {
        this.pool = pool;
    }

    public Map<String, Endpoint> endpoints() {
        return Map.of("createOrganization", (Endpoint.ForCaller) this::create);
    }

    private Future<Answer> create(Caller caller, RoutingContext context) {
        Access.requirePlatformAdmin(caller);
        return JsonBody.read(context.request(), BODY_BYTES_MAX)
                .map(body -> {
                    Fields fields = new Fields(body);
                    String name = fields.plainText("name", NAME_CHARACTERS_MAX);
                    fields.refuseUnknown();
                    return name;
                })
                .compose(name -> Organizations.create(pool, name))
                .map(made -> Answer.created("/organizations/" + made.getString("id"), made));
    }
}
