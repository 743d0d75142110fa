package com.raptorcomply.resources.link;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.resources.crud.ResourceDefinition;
import com.raptorcomply.resources.crud.ResourceRoutes;
import com.raptorcomply.resources.crud.SubjectReference;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** Declares links. They are answered as JSON, because a redirect to any address would serve phishing. */
public final class Links {
    private static final List<String> RECORDS =
            List.of("facility", "control_center", "cyber_system", "cyber_asset", "physical_area", "policy_document");

    private static final ResourceDefinition LINK = ResourceDefinition.of("Link", "Links", "link")
            .unique("link_code_unique", "linkCode")
            .check(
                    "link_code_characters",
                    ErrorCode.INVALID_VALUE,
                    "linkCode",
                    "Field 'linkCode' must consist of letters, digits, hyphens and underscores")
            .condition(new SubjectReference("resourceId", "resourceType", RECORDS))
            .computed("path", """
                    CASE r.resource_type WHEN 'facility' THEN '/facilities/' WHEN 'control_center' THEN '/control-centers/'
                      WHEN 'cyber_system' THEN '/cyber-systems/' WHEN 'cyber_asset' THEN '/cyber-assets/'
                      WHEN 'physical_area' THEN '/physical-areas/' WHEN 'policy_document' THEN '/policy-documents/' END
                    || r.resource_id""")
            .build();

    private Links() {}

    /** Adds all operations. */
    public static void addTo(ResourceRoutes routes) {
        routes.add(LINK);
        routes.add(
                "resolveLink",
                routes.view(
                        LINK, "Link", "r.link_code = $2 AND $1 IN (r.organization_id::text, organization_slug())", 2),
                ctx -> Tuple.of(ctx.pathParam("orgSlug"), ctx.pathParam("linkCode")));
    }
}
