package com.raptorcomply.resources.evidencepackage;

import com.raptorcomply.resources.crud.PastRecords;
import com.raptorcomply.resources.crud.ResourceRoutes;
import com.raptorcomply.resources.evidence.FileStorage;
import com.raptorcomply.resources.keyservice.KeyServiceClient;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The operation that makes packages of evidence. */
public final class EvidencePackages {
    private static final String MAKE = "readEvidencePackage";

    /** The resources whose records are populations, by the name of their files. */
    private static final Map<String, String> POPULATIONS = Map.of(
            "control-centers", "ControlCenter",
            "facilities", "Facility",
            "cyber-systems", "CyberSystem",
            "cyber-assets", "CyberAsset",
            "physical-areas", "PhysicalArea");

    private EvidencePackages() {}

    /**
     * Adds the operation, after the resources of the inventory.
     *
     * @param keyService asked with the stamps of callers
     */
    public static void addTo(ResourceRoutes routes, FileStorage files, KeyServiceClient keyService) {
        SortedMap<String, PastRecords> populations = new TreeMap<>();
        POPULATIONS.forEach((name, singular) -> populations.put(name, PastRecords.of(routes.resource(singular))));
        routes.prepare(PackageSql.statements())
                .prepare(populations.values().stream().map(PastRecords::sql).toList())
                .add(
                        MAKE,
                        new PackageHandler(
                                routes.database(),
                                routes.writer(),
                                files,
                                keyService,
                                populations,
                                routes.parameters(MAKE)));
    }
}
