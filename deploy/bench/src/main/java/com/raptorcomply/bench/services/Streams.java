package com.raptorcomply.bench.services;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Probes of responses and requests that are as long as the data. */
final class Streams {
    private static final int LISTS = 8;
    private static final long SAMPLE_MILLIS = 100;
    private static final int IMPORT_ROWS = 100_000;

    private Streams() {}

    /** One whole response, with the service's memory meanwhile. */
    static Probe whole(String target) {
        return (assets, sight, millisMax) -> {
            try (ResourceClient client = assets.client(AssetDatabase.ORGANIZATION, sight)) {
                CompletableFuture<HttpConnection.Answer> answered =
                        CompletableFuture.supplyAsync(() -> client.send("GET " + target));
                double resident = 0;
                while (!answered.isDone()) {
                    resident = Math.max(
                            resident,
                            ProcessorTime.residentMegabytes(assets.ours().handle()));
                    pause();
                }
                HttpConnection.Answer answer = answered.join();
                Map<String, Double> figures = new LinkedHashMap<>();
                figures.put("", answer.millis());
                figures.put("first byte", answer.firstMillis());
                figures.put("MB", answer.bytes() / 1e6);
                figures.put("resident MB of the service", resident);
                return figures;
            }
        };
    }

    /** Reads of another organization while the whole list is read eight times at once. */
    static Map<String, Double> besideLists(AssetDatabase assets, Sight sight, long millisMax) {
        List<ResourceClient> readers = new ArrayList<>();
        CountDownLatch begun = new CountDownLatch(LISTS);
        try (ResourceClient stranger = assets.client(AssetDatabase.STRANGER, Sight.ALL)) {
            for (int i = 0; i < LISTS; i++) {
                ResourceClient reader = assets.client(AssetDatabase.ORGANIZATION, sight);
                readers.add(reader);
                Thread thread = new Thread(() -> {
                    begun.countDown();
                    while (!Thread.currentThread().isInterrupted()) {
                        reader.send("GET /cyber-assets");
                    }
                });
                thread.setDaemon(true);
                // Closing the connection ends the thread.
                thread.setUncaughtExceptionHandler((ended, failure) -> {});
                thread.start();
            }
            begun.await();
            List<Double> times = new ArrayList<>();
            long end = System.nanoTime() + 3 * millisMax * 1_000_000;
            while (System.nanoTime() < end) {
                times.add(stranger.send("GET /cyber-assets/" + AssetDatabase.id("a000", times.size() % 1_000))
                        .millis());
            }
            times.sort(null);
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put("", Latency.median(times));
            figures.put("95th percentile", times.get(times.size() * 95 / 100));
            return figures;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            readers.forEach(ResourceClient::close);
        }
    }

    /** An import of 100,000 rows by an organization that has nothing else, and is removed afterwards. */
    static Map<String, Double> imported(AssetDatabase assets, Sight sight, long millisMax) {
        UUID organization = UUID.randomUUID();
        try (ResourceClient client = assets.client(organization, sight)) {
            String facility = created(client, """
                    POST /facilities {"title":"Substation","facilityCode":"FA-1","facilityType":"transmission","bes":true,\
                    "impactLevel":"medium","capacityMw":"100","capacityMva":"120","voltageKv":"345","regionalEntity":"WECC",\
                    "registrationStatus":"registered","interconnection":"western","lastReviewDate":"2026-03-01"}""");
            String system = created(client, """
                    POST /cyber-systems {"systemTitle":"Substation automation","systemCode":"CS-1","systemType":"scada",\
                    "systemFunction":"Supervisory control","externalRoutableConnectivity":true,"interactiveRemoteAccess":false,\
                    "facilityId":"%s"}""".formatted(facility));
            return Map.of(
                    "",
                    client.upload("/cyber-systems/" + system + "/cyber-assets/import", "assets.csv", "text/csv", rows())
                            .millis());
        } finally {
            assets.remove(organization);
        }
    }

    private static String created(ResourceClient client, String line) {
        String target = client.send(line).headers().getOrDefault("location", "");
        return target.substring(target.lastIndexOf('/') + 1);
    }

    private static String rows() {
        StringBuilder rows = new StringBuilder(
                "assetTag,assetTitle,count,cipAssetCategory,assetType,impactLevel,manufacturer,model,inService,"
                        + "dialUpConnectivity,routableProtocol,remoteAccessAvailable,baselineDocumented,portsServicesDocumented,"
                        + "loggingEnabled\r\n");
        for (int i = 0; i < IMPORT_ROWS; i++) {
            rows.append("IM-")
                    .append(i)
                    .append(",Protective relay ")
                    .append(i)
                    .append(",1,eacms,Relay,low,SEL,421,true,false,false,false,true,true,true\r\n");
        }
        return rows.toString();
    }

    /** An evidence package of everything, with files. */
    static Map<String, Double> packaged(AssetDatabase assets, Sight sight, long millisMax) {
        EvidenceFiles.ensure(assets);
        return whole(evidencePackage()).measure(assets, sight, millisMax);
    }

    /** Returns the request for a package of a year until now. */
    static String evidencePackage() {
        return "/evidence-package?standard=CIP-007&requirement=R2&from=2025-12-01T00:00:00Z&to=" + now();
    }

    /** Returns a time in the past, after the data was made. */
    static String now() {
        return Instant.now().minusSeconds(1).truncatedTo(ChronoUnit.MILLIS).toString();
    }

    static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(SAMPLE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
