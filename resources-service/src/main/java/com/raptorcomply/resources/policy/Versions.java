package com.raptorcomply.resources.policy;

import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.resources.crud.ResourceDefinition;
import com.raptorcomply.resources.crud.ResourceRoutes;
import com.raptorcomply.resources.crud.Responses;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Tuple;
import java.util.regex.Pattern;

/** The operations that read one version of a policy document with its content. */
final class Versions {
    private static final String WITH_CONTENT = "PolicyDocumentVersionWithContent";

    /** A number that fits in PostgreSQL's integer. */
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    private static final String OF_LIVE_DOCUMENT = "r.policy_document_id = $1 AND EXISTS (SELECT FROM policy_document d"
            + " WHERE d.id = r.policy_document_id AND d.deleted_at IS NULL)";

    private Versions() {}

    static void addTo(ResourceRoutes routes, ResourceDefinition version) {
        String latest = OF_LIVE_DOCUMENT + " AND r.version = (SELECT max(v.version) FROM policy_document_version v"
                + " WHERE v.policy_document_id = $1)";
        String numbered = OF_LIVE_DOCUMENT + " AND r.version = $2";
        routes.add("readLatestPolicyDocumentVersion", routes.view(version, WITH_CONTENT, latest, 1), Versions::document)
                .add("readPolicyDocumentVersion", routes.view(version, WITH_CONTENT, numbered, 2), ctx -> document(ctx)
                        .addInteger(number(ctx)));
    }

    /** Returns the id of the document in the path. */
    static Tuple document(RoutingContext ctx) {
        return Tuple.of(Responses.id(ctx));
    }

    /** Returns the number in the path; throws a 404 if it is none, because no such version can exist. */
    private static int number(RoutingContext ctx) {
        String text = ctx.pathParam("version");
        if (!NUMBER.matcher(text).matches()) {
            throw Problem.notFound().exception();
        }
        return Integer.parseInt(text);
    }
}
