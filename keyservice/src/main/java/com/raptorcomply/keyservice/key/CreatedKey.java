package com.raptorcomply.keyservice.key;

import com.raptorcomply.keyservice.client.key.NewKey;
import io.vertx.core.json.JsonArray;
import java.util.List;

/**
 * A key with a secret that was just created. Only this response can show the secret.
 *
 * @param namedAlike true if another key of the organization had the same name at the time
 */
public record CreatedKey(
        ApiKey key, List<KeySecret> secrets, JsonArray restrictions, NewKey secret, boolean namedAlike) {
    public CreatedKey {
        secrets = List.copyOf(secrets);
    }

    CreatedKey namedAlike(boolean isNamedAlike) {
        return new CreatedKey(key, secrets, restrictions, secret, isNamedAlike);
    }
}
