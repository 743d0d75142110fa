package com.raptorcomply.keyservice.key;

import com.raptorcomply.keyservice.client.key.NewKey;
import io.vertx.core.json.JsonArray;
import java.util.List;

/** A key with a secret just made: the only moment in which it can be shown. */
public record Minted(ApiKey key, List<KeySecret> secrets, JsonArray restrictions, NewKey secret) {
    public Minted {
        secrets = List.copyOf(secrets);
    }
}
