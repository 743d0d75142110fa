package com.raptorcomply.keyservice.key;

import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.Actor;
import com.raptorcomply.keyservice.auth.KeyScope;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.restriction.KeyRestrictions;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Shows the calling key its own effective permissions, like the gateway's {@code /validate}, and its masked secrets.
 */
final class SelfEndpoint {
    private SelfEndpoint() {}

    /** Fails with 404 for a caller in a session, because no key was used. */
    static Future<JsonObject> read(Pool pool, Principal caller, Instant now) {
        UUID id = Optional.ofNullable(caller.keyId())
                .orElseThrow(() -> Problem.notFound().exception());
        KeyScope own = new KeyScope.Organization(caller.organizationId());
        return KeyRepository.find(pool, own, id).map(Problem::orNotFound).compose(key -> KeyRepository.secrets(pool, id)
                .compose(
                        secrets -> KeyRestrictions.applying(pool, key.organizationId(), id, restrictedUser(caller, key))
                                .map(restrictions -> show(caller, key, secrets, restrictions, now))));
    }

    /** Returns the user whose restrictions apply besides the key's own: its owner or the user that it acts as. */
    private static @Nullable UUID restrictedUser(Principal caller, ApiKey key) {
        Actor user = caller.actor().actingAs();
        return user == null ? key.ownerUserId() : user.id();
    }

    private static JsonObject show(
            Principal caller, ApiKey key, List<KeySecret> secrets, JsonArray restrictions, Instant now) {
        KeyAttributes terms = key.terms();
        JsonObject shown = new JsonObject()
                .put("message", "Authorized")
                .put("organizationId", key.organizationId().toString())
                .put("organizationName", caller.organizationName())
                .put("keyId", key.id().toString())
                .put("name", terms.name())
                .put("kind", key.kind().wireName());
        role(key).ifPresent(role -> shown.put("role", role));
        Optional.ofNullable(key.ownerUserId()).ifPresent(owner -> shown.put("ownerUserId", owner.toString()));
        Actor user = caller.actor().actingAs();
        if (user != null) {
            shown.put(
                    "actingAs",
                    new JsonObject().put("id", String.valueOf(user.id())).put("name", user.name()));
        }
        JsonArray masked = new JsonArray();
        secrets.forEach(secret -> masked.add(KeyJson.secret(secret, now)));
        return shown.put("permissions", new JsonArray(AccessRules.usable(caller)))
                .put("restrictions", restrictions)
                .put("allowedCidrs", new JsonArray(terms.allowedCidrs()))
                .put("rateLimit", KeyJson.rateLimit(terms.rateLimit()))
                .put("expiresAt", KeyJson.time(terms.expiresAt()))
                .put("secrets", masked);
    }

    private static Optional<String> role(ApiKey key) {
        ApiKey.Owner owner = key.owner();
        return owner == null
                ? Optional.ofNullable(key.terms().rights().role()).map(role -> role.label())
                : Optional.of(owner.role().label());
    }
}
