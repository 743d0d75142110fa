package com.raptorcomply.keyservice.key;

import com.raptorcomply.keyservice.client.key.NewKey;
import io.vertx.core.json.JsonArray;
import java.util.List;

/**
 * A key with a secret just made: the only moment in which it can be shown.
 *
 * @param namedAlike whether the key was made while another one of its organization had its name
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
