package com.raptorcomply.bench.services;

import com.raptorcomply.keyservice.auth.KeyRole;
import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.local.postgres.ServiceDatabase;
import com.raptorcomply.local.step.LocalRunException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** A database of many cyber assets of one organization, with a resource service and a bare service for comparison. */
final class AssetDatabase {
    static final UUID ORGANIZATION = UUID.fromString("0a000000-0000-7000-8000-000000000001");
    /** A smaller organization in the same database. */
    static final UUID STRANGER = UUID.fromString("0a000000-0000-7000-8000-00000000ffff");

    static final int ASSETS_IN_SYSTEM = 50;
    static final int SYSTEMS_IN_FACILITY = 40;
    static final String NEW = """
            POST /cyber-assets {"assetTitle":"Protective relay","assetTag":"N-@","count":1,"cyberSystemId":"%s",\
            "cipAssetCategory":"bes_cyber_asset","assetType":"relay","impactLevel":"medium","manufacturer":"Schweitzer",\
            "model":"SEL-421","physicalLocation":"Relay house","inService":true,"dialUpConnectivity":false,\
            "routableProtocol":true,"remoteAccessAvailable":false,"baselineDocumented":true,"portsServicesDocumented":true,\
            "loggingEnabled":true,"firmwareVersion":"R12","ipAddress":"10.1.2.3","macAddress":"00:30:A7:1A:2B:3C",\
            "operatingSystem":"SEL firmware","serialNumber":"SN1"}""";

    /** The load generator needs a minute to prepare ten times as many requests, and their stamp ends meanwhile. */
    private static final int SAMPLE = 5_000;

    private static final int CREATING_CONNECTIONS = 8;

    private final Stand stand;
    private final int count;
    private final Gateway gateway;
    private final ServiceDatabase database;
    private final ServiceProcess ours;

    private AssetDatabase(Stand stand, int count, Gateway gateway, ServiceDatabase database, ServiceProcess ours) {
        this.stand = stand;
        this.count = count;
        this.gateway = gateway;
        this.database = database;
        this.ours = ours;
    }

    /**
     * Starts the service, and fills its database if no earlier run of the stand has.
     *
     * @param keys publishes the gateway's key
     */
    static AssetDatabase open(Run run, Stand stand, int count, Gateway gateway, KeySetServer keys) {
        AssetGenerator generator = new AssetGenerator(stand, ORGANIZATION, count);
        boolean isFilled = generator.isDone();
        ServiceDatabase database = stand.database("resources_" + count, !isFilled);
        ServiceProcess ours = stand.service(
                "resources", database.name(), Accounts.resources(database, keys.url(), stand.file("files")));
        if (isFilled) {
            run.progress().step(count + " assets of an earlier run");
        } else {
            long begin = System.nanoTime();
            generator.run(database);
            run.progress().step(count + " assets, made in " + (System.nanoTime() - begin) / 1_000_000_000 + " s");
        }
        return new AssetDatabase(stand, count, gateway, database, ours);
    }

    int count() {
        return count;
    }

    ServiceProcess ours() {
        return ours;
    }

    /** Starts a bare service on the same data. */
    ServiceProcess bare() {
        return stand.java(
                "bare_" + count,
                BareService.class,
                List.of(
                        "" + database.server().port(),
                        database.name(),
                        "bare",
                        database.applicationPassword(),
                        "" + ORGANIZATION));
    }

    /** Returns the bytes of the database in MB. */
    double megabytes() {
        return stand.number(database, "SELECT pg_database_size(current_database())") / 1e6;
    }

    /** Removes what an organization has. */
    void remove(UUID organization) {
        stand.execute(
                database,
                List.of(
                        "SET session_replication_role = replica",
                        """
                        DO $$ DECLARE each regclass; BEGIN
                          FOR each IN SELECT c.oid FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
                            WHERE c.relkind = 'r' AND a.attname = 'organization_id' AND NOT a.attisdropped LOOP
                            EXECUTE format('DELETE FROM %%s WHERE organization_id = %%L', each, '%s');
                          END LOOP;
                        END $$""".formatted(organization),
                        "VACUUM (ANALYZE) cyber_asset, cyber_asset_word, activity, import_row"));
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

    /** Returns a client of an organization, for a minute. */
    ResourceClient client(UUID organization, Sight sight) {
        return new ResourceClient(
                ours.url(),
                gateway.headers(
                        Stamp.AUDIENCE_RESOURCES,
                        organization,
                        KeyRole.ORG_SUPER.permissions(),
                        sight.restrictions(count)));
    }

    /** Stores the body of a response in a file of the stand. */
    Path download(String target) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(ours.url() + target));
        gateway.headers(Stamp.AUDIENCE_RESOURCES, ORGANIZATION, KeyRole.ORG_SUPER.permissions())
                .forEach(header -> request.header(
                        header.substring(0, header.indexOf(':')), header.substring(header.indexOf(':') + 2)));
        try {
            HttpResponse<Path> response = HttpClient.newHttpClient()
                    .send(request.build(), HttpResponse.BodyHandlers.ofFile(stand.file("download-" + count)));
            if (response.statusCode() != 200) {
                throw new LocalRunException("GET " + target + " got " + response.statusCode());
            }
            return response.body();
        } catch (IOException e) {
            throw new LocalRunException("The connection broke at GET " + target, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalRunException("Interrupted", e);
        }
    }

    /** Returns requests for assets in random order, from one number on. */
    List<String> reads(int first, int sample) {
        SplittableRandom random = new SplittableRandom(3);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < Math.min(count, sample); i++) {
            lines.add("GET /cyber-assets/" + id("a000", random.nextInt(first, count)));
        }
        return lines;
    }

    static String id(String variant, int index) {
        return String.format("01890000-0000-7000-%s-%012x", variant, index);
    }

    static int lastSystem(int assets) {
        return assets / ASSETS_IN_SYSTEM - 1;
    }

    private List<String> lines(String request) {
        return switch (request) {
            case "read" -> reads(0, SAMPLE);
            case "page of 100" -> List.of("GET /cyber-assets?limit=100");
            default -> List.of(NEW.formatted(id("9000", 0)));
        };
    }
}
