package com.raptorcomply.keyservice.key;

import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.restriction.KeyRestrictions;
import com.raptorcomply.keyservice.usage.KeyUsage;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Reads keys for callers that may see them. */
public final class KeyReading {
    private final Pool pool;

    public KeyReading(Pool pool) {
        this.pool = pool;
    }

    /** A key with its masked secrets, restrictions and usage. */
    record Shown(ApiKey key, List<KeySecret> secrets, JsonArray restrictions, JsonObject usage) {
        Shown {
            secrets = List.copyOf(secrets);
        }
    }

    Future<Shown> read(Principal caller, UUID id) {
        return KeyRepository.find(pool, AccessRules.visibleKeys(caller), id)
                .map(Problem::orNotFound)
                .compose(this::show);
    }

    /** Returns the caller's own key as {@link SelfEndpoint} shows it. */
    Future<JsonObject> readOwn(Principal caller, Instant now) {
        return SelfEndpoint.read(pool, caller, now);
    }

    private Future<Shown> show(ApiKey key) {
        return KeyRepository.secrets(pool, key.id())
                .compose(secrets -> KeyRestrictions.of(pool, key.organizationId(), key.id())
                        .compose(restrictions -> KeyUsage.read(pool, key.id())
                                .map(usage -> new Shown(key, secrets, restrictions, usage))));
    }

    /** An item of a list: a key and its live secrets. */
    record Listed(ApiKey key, List<KeySecret> live) {
        Listed {
            live = List.copyOf(live);
        }
    }

    /** Reads the page, and one key more if there is another page. */
    Future<List<Listed>> list(KeyFilter filter) {
        return KeyListing.read(pool, filter)
                .compose(keys -> KeyRepository.liveSecrets(pool, keys).map(live -> keys.stream()
                        .map(key -> new Listed(key, live.getOrDefault(key.id(), List.of())))
                        .toList()));
    }
}
