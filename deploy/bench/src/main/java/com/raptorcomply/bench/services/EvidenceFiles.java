package com.raptorcomply.bench.services;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Base64;
import java.util.SplittableRandom;

/** Uploads files as evidence of assets, so that a package has entries of files. */
final class EvidenceFiles {
    private static final int FILES = 200;
    private static final int FILE_BYTES = 192 * 1024;
    /** A client's stamp lasts for a minute. */
    private static final int FILES_OF_A_CLIENT = 25;

    private EvidenceFiles() {}

    /**
     * Uploads what is missing of {@value #FILES} files, each as the evidence of an asset of its own, and waits until a package
     * has all of them.
     */
    static void ensure(AssetDatabase assets) {
        for (int first = 0; first < FILES; first += FILES_OF_A_CLIENT) {
            try (ResourceClient client = assets.client(AssetDatabase.ORGANIZATION, Sight.ALL)) {
                for (int number = first; number < first + FILES_OF_A_CLIENT; number++) {
                    ensure(client, number);
                }
            }
        }
        Instant end = Instant.now();
        while (!Instant.parse(Streams.now()).isAfter(end)) {
            Streams.pause();
        }
    }

    private static void ensure(ResourceClient client, int number) {
        String asset = AssetDatabase.id("a000", number);
        JsonObject present = object(client.send("GET /evidence/by-resource/" + asset));
        if (present.getInteger("total") > 0) {
            return;
        }
        String file = object(client.upload("/files/upload", "scan-" + number + ".txt", "text/plain", content(number)))
                .getString("id");
        client.send("POST /evidence "
                + new JsonObject()
                        .put("resourceType", "cyber_asset")
                        .put("resourceId", asset)
                        .put("type", "file")
                        .put("fileId", file)
                        .encode());
    }

    private static JsonObject object(HttpConnection.Answer answer) {
        return new JsonObject(answer.body());
    }

    /** Returns a text that no other file has. */
    private static String content(int number) {
        byte[] bytes = new byte[FILE_BYTES];
        new SplittableRandom(number).nextBytes(bytes);
        return Base64.getMimeEncoder().encodeToString(bytes);
    }
}
