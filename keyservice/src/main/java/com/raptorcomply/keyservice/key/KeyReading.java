package com.raptorcomply.keyservice.key;

import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.KeyScope;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.http.QueryParams;
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
    public record Shown(ApiKey key, List<KeySecret> secrets, JsonArray restrictions, JsonObject usage) {
        public Shown {
            secrets = List.copyOf(secrets);
        }

        /** Returns the entity tag, for a change of just this state. */
        public String etag() {
            return KeyETag.of(key, secrets, restrictions);
        }
    }

    /** Fails with 404 if the caller may not see the key. */
    public Future<Shown> read(Principal caller, UUID id) {
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
    public record Listed(ApiKey key, List<KeySecret> live) {
        public Listed {
            live = List.copyOf(live);
        }
    }

    /**
     * Reads the page of the keys that the caller may see, and one key more if there is another page. It fails with 403 if
     * the caller may see none or names an organization that it may not, with 400 for an order without an index.
     */
    public Future<List<Listed>> list(Principal caller, KeyFilter filter) {
        KeyScope scope = AccessRules.visibleKeys(caller);
        AccessRules.organization(caller, filter.organizationId());
        requireIndexed(scope, filter);
        return KeyListing.read(pool, scope, filter)
                .compose(keys -> KeyRepository.liveSecrets(pool, keys).map(live -> keys.stream()
                        .map(key -> new Listed(key, live.getOrDefault(key.id(), List.of())))
                        .toList()));
    }

    /** Requires an order and filters that have an index. A list of all organizations' keys has few. */
    private static void requireIndexed(KeyScope scope, KeyFilter filter) {
        if (scope instanceof KeyScope.Everywhere && filter.organizationId().isEmpty()) {
            filter.withinOrganization().ifPresent(name -> {
                throw QueryParams.refused(name, "needs organizationId, too, for keys of all organizations");
            });
        }
    }
}
