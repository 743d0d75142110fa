package com.raptorcomply.bench.services;

import com.raptorcomply.keyservice.auth.KeyRole;
import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.local.postgres.ServiceDatabase;
import com.raptorcomply.local.step.LocalRunException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** A database of many cyber assets of one organization, with a resource service and a bare service for comparison. */
final class AssetDatabase {
    private static final UUID ORGANIZATION = UUID.fromString("0a000000-0000-7000-8000-000000000001");
    private static final int SAMPLE = 50_000;
    private static final int CREATING_CONNECTIONS = 8;
    static final String NEW = """
            POST /cyber-assets {"assetTitle":"Protective relay","assetTag":"N-@","count":1,"cyberSystemId":"%s",\
            "cipAssetCategory":"bes_cyber_asset","assetType":"relay","impactLevel":"medium","manufacturer":"Schweitzer",\
            "model":"SEL-421","physicalLocation":"Relay house","inService":true,"dialUpConnectivity":false,\
            "routableProtocol":true,"remoteAccessAvailable":false,"baselineDocumented":true,"portsServicesDocumented":true,\
            "loggingEnabled":true,"firmwareVersion":"R12","ipAddress":"10.1.2.3","macAddress":"00:30:A7:1A:2B:3C",\
            "operatingSystem":"SEL firmware","serialNumber":"SN1"}""";

    private final Stand stand;
    private final int count;
    private final Gateway gateway;
    private final ServiceProcess ours;
    private final ServiceProcess bare;

    private AssetDatabase(Stand stand, int count, Gateway gateway, ServiceProcess ours, ServiceProcess bare) {
        this.stand = stand;
        this.count = count;
        this.gateway = gateway;
        this.ours = ours;
        this.bare = bare;
    }

    /**
     * Creates the database and starts both services.
     *
     * @param keys publishes the gateway's key
     */
    static AssetDatabase open(Stand stand, int count, Gateway gateway, KeySetServer keys) {
        ServiceDatabase database = stand.database("resources_" + count);
        ServiceProcess ours = stand.service("resources", database.name(), Accounts.resources(database, keys.url()));
        String filled = script().replace(":organization", ORGANIZATION.toString())
                .replace(":count", "" + count)
                .replace(":database", database.name())
                .replace(":password", database.applicationPassword());
        // Runs each statement separately, because VACUUM cannot run in a transaction. The last part is one function
        // body and two grants.
        stand.execute(database, statements(filled));
        ServiceProcess bare = stand.java(
                "bare_" + count,
                BareService.class,
                List.of(
                        "" + database.server().port(),
                        database.name(),
                        "bare",
                        database.applicationPassword(),
                        "" + ORGANIZATION));
        return new AssetDatabase(stand, count, gateway, ours, bare);
    }

    int count() {
        return count;
    }

    ServiceProcess ours() {
        return ours;
    }

    /** Returns the services, the bare one first. */
    List<ServiceProcess> services() {
        return List.of(bare, ours);
    }

    /** Returns a load on a service, with a fresh stamp. */
    Load load(String request, ServiceProcess service, int connections) {
        List<String> headers = gateway.headers(Stamp.AUDIENCE_RESOURCES, ORGANIZATION, KeyRole.API_USER.permissions());
        boolean creates = request.equals("create");
        return new Load(
                service.url(),
                headers,
                stand.write(request + "-" + count, lines(request)),
                creates ? CREATING_CONNECTIONS : connections);
    }

    private List<String> lines(String request) {
        List<String> lines = new ArrayList<>();
        switch (request) {
            case "read" -> {
                SplittableRandom random = new SplittableRandom(3);
                for (int i = 0; i < Math.min(count, SAMPLE); i++) {
                    lines.add("GET /cyber-assets/" + id("a000", random.nextInt(count)));
                }
            }
            case "page of 100" -> lines.add("GET /cyber-assets?limit=100");
            default -> lines.add(NEW.formatted(id("9000", 0)));
        }
        return lines;
    }

    /** Returns a load of one connection, with a fresh stamp. */
    Load load(ScaleRequest request) {
        return new Load(
                ours.url(),
                gateway.headers(
                        Stamp.AUDIENCE_RESOURCES,
                        ORGANIZATION,
                        KeyRole.API_USER.permissions(),
                        request.restrictions(count)),
                stand.write("scale-" + count, request.lines(count)),
                1);
    }

    static String id(String variant, int index) {
        return String.format("01890000-0000-7000-%s-%012x", variant, index);
    }

    private static List<String> statements(String script) {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        for (String line : script.lines().filter(each -> !each.startsWith("--")).toList()) {
            statement.append(line).append('\n');
            boolean inside = statement.indexOf("$$") >= 0 && statement.indexOf("$$") == statement.lastIndexOf("$$");
            if (line.endsWith(";") && !inside) {
                statements.add(statement.toString());
                statement.setLength(0);
            }
        }
        return statements;
    }

    private static String script() {
        try (InputStream in = AssetDatabase.class.getResourceAsStream("/load/assets.sql")) {
            if (in == null) {
                throw new IllegalStateException("assets.sql is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new LocalRunException("Could not read assets.sql", e);
        }
    }
}
