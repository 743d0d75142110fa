package com.raptorcomply.resources.evidence;

import com.raptorcomply.resources.crud.CompiledResource;
import com.raptorcomply.resources.crud.ResourceDefinition;
import com.raptorcomply.resources.crud.ResourceRoutes;

/**
 * Declares evidence. The database refuses evidence about a record that the caller does not see, counts the references of
 * files, and lets evidence be deleted but not changed.
 */
public final class Evidence {
    private static final ResourceDefinition EVIDENCE = ResourceDefinition.of("Evidence", "Evidence", "evidence")
            .reference("fileId", "file")
            .condition(new EvidenceSubject())
            .computed("fileSha256", """
                    (SELECT encode(v.sha256, 'hex') FROM file_version v
                     WHERE v.file_id = r.file_id AND v.version = r.file_version)""")
            .build();

    private Evidence() {}

    /** Adds the operations on evidence. */
    public static void addTo(ResourceRoutes routes) {
        CompiledResource evidence = routes.add(EVIDENCE);
        EvidenceByResource byResource = new EvidenceByResource(evidence, routes.database());
        routes.prepare(byResource.statements()).add("listEvidenceByResource", byResource);
    }
}
