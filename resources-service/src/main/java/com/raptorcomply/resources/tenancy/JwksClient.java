package com.raptorcomply.resources.tenancy;

import com.raptorcomply.keyservice.stamp.Jwks;
import com.raptorcomply.keyservice.stamp.StampKey;
import com.raptorcomply.resources.keyservice.KeyServiceClient;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;

/** Fetches the key set from the key service. */
final class JwksClient {
    private static final int ANSWER_MILLIS_MAX = 2_000;

    private final KeyServiceClient keyService;

    JwksClient(KeyServiceClient keyService) {
        this.keyService = keyService;
    }

    Future<List<StampKey>> fetch() {
        return keyService
                .get(Jwks.PATH, ANSWER_MILLIS_MAX, Jwks.DOCUMENT_BYTES_MAX)
                .compose(JwksClient::parse);
    }

    private static Future<List<StampKey>> parse(Buffer body) {
        try {
            return Future.succeededFuture(Jwks.parse(body.toString()));
        } catch (IOException e) {
            return Future.failedFuture(e);
        }
    }
}
