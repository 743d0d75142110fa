package com.raptorcomply.keyservice.webhook;

import com.raptorcomply.chassis.http.request.IfMatch;
import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.activity.ActivityAction;
import com.raptorcomply.keyservice.activity.ActivityContext;
import com.raptorcomply.keyservice.activity.ActivityEntry;
import com.raptorcomply.keyservice.activity.ActivityLog;
import com.raptorcomply.keyservice.activity.FieldChanges;
import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.http.JsonFields;
import com.raptorcomply.keyservice.idempotency.Idempotency;
import com.raptorcomply.keyservice.signin.totp.SecretCipher;
import com.raptorcomply.keyservice.webhook.delivery.AllowedAddresses;
import com.raptorcomply.keyservice.webhook.delivery.Deliveries;
import com.raptorcomply.keyservice.webhook.delivery.WebhookSignature;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.UUID;

/**
 * Creates, changes, tests and deletes the webhooks of an organization, for callers that may change its settings. Only they
 * see webhooks at all, because the path of a URL may be a secret.
 */
public final class Webhooks {
    /** The largest number of webhooks of an organization. */
    public static final int WEBHOOKS_MAX = 50;

    private static final String RESOURCE = "webhook";
    private static final int RETRY_AFTER_SECONDS = 60;

    private final Pool pool;
    private final SecretCipher cipher;
    private final AllowedAddresses addresses;
    private final Deliveries deliveries;
    private final TestLimits tests = new TestLimits();

    Webhooks(Pool pool, SecretCipher cipher, AllowedAddresses addresses, Deliveries deliveries) {
        this.pool = pool;
        this.cipher = cipher;
        this.addresses = addresses;
        this.deliveries = deliveries;
    }

    /** A webhook that was just created, with the secret that only this response shows. */
    public record Created(Webhook webhook, String secret) {
        @Override
        public String toString() {
            return "Created[" + webhook.id() + "]";
        }
    }

    /** Fails with 403 or 404 if the caller may not see and change this organization's webhooks. */
    public static void requireMay(Principal caller, UUID organizationId) {
        AccessRules.require(caller, Permissions.ORGANIZATION_UPDATE, caller.organizationId());
        if (!organizationId.equals(caller.organizationId()) && !AccessRules.isPlatformAdmin(caller)) {
            throw Problem.notFound().exception();
        }
    }

    /** Creates a webhook; fails with 409 if the organization has as many as it may. */
    public Future<Created> create(
            Principal caller, ActivityContext author, UUID organizationId, JsonFields fields, Idempotency idempotency) {
        requireMay(caller, organizationId);
        WebhookAttributes attributes = WebhookAttributes.make(fields, addresses);
        fields.requireValid();
        if (!cipher.isReady()) {
            throw Problem.retryable(
                            ErrorCode.DEPENDENCY_UNAVAILABLE,
                            "Webhooks are not set up at this installation",
                            RETRY_AFTER_SECONDS)
                    .exception();
        }
        UUID id = UUID.randomUUID();
        byte[] secret = WebhookSignature.newSecret();
        byte[] stored = cipher.seal(secret, Deliveries.secretOwner(id));
        return pool.withTransaction(connection -> idempotency
                        .claim(connection)
                        .compose(claimed -> requireRoom(connection, organizationId))
                        .compose(room -> WebhookStore.insert(connection, id, organizationId, attributes, stored))
                        .compose(made -> idempotency
                                .store(connection, made.path(), made.toJson())
                                .compose(kept -> log(connection, author, made, ActivityAction.CREATE, made.logged()))
                                .map(made)))
                .map(made -> new Created(made, WebhookSignature.reveal(secret)));
    }

    /** Returns the id of the webhook that the same request has made before. */
    public Future<UUID> before(Idempotency idempotency) {
        return idempotency.firstId(pool);
    }

    private static Future<Void> requireRoom(SqlConnection connection, UUID organizationId) {
        return WebhookStore.lockOrganization(connection, organizationId)
                .compose(isThere -> isThere
                        ? WebhookStore.list(connection, organizationId)
                        : Future.failedFuture(Problem.notFound().exception()))
                .map(webhooks -> {
                    if (webhooks.size() >= WEBHOOKS_MAX) {
                        throw Problem.of(
                                        ErrorCode.LIMIT_REACHED,
                                        "The organization has " + WEBHOOKS_MAX + " webhooks: delete one of them first")
                                .exception();
                    }
                    return null;
                });
    }

    /** Returns all webhooks of the organization, oldest first. */
    public Future<List<Webhook>> list(Principal caller, UUID organizationId) {
        requireMay(caller, organizationId);
        return WebhookStore.list(pool, organizationId);
    }

    public Future<Webhook> read(Principal caller, UUID organizationId, UUID id) {
        requireMay(caller, organizationId);
        return WebhookStore.find(pool, organizationId, id).map(Problem::orNotFound);
    }

    /** Applies a merge patch (RFC 7396). A patch without effect writes nothing. */
    public Future<Webhook> update(
            Principal caller,
            ActivityContext author,
            UUID organizationId,
            UUID id,
            JsonFields fields,
            IfMatch condition) {
        requireMay(caller, organizationId);
        return pool.withTransaction(connection -> WebhookStore.lock(connection, organizationId, id)
                .map(Problem::orNotFound)
                .compose(before -> {
                    WebhookAttributes attributes = WebhookAttributes.patch(fields, before.attributes(), addresses);
                    fields.requireValid();
                    condition.require(before.tag());
                    return attributes.equals(before.attributes())
                            ? Future.succeededFuture(before)
                            : update(connection, author, before, attributes);
                }));
    }

    private static Future<Webhook> update(
            SqlConnection connection, ActivityContext author, Webhook before, WebhookAttributes attributes) {
        return WebhookStore.update(connection, before, attributes).compose(after -> {
            JsonObject changes = FieldChanges.between(before.logged(), after.logged());
            return log(connection, author, after, ActivityAction.UPDATE, changes)
                    .map(after);
        });
    }

    /** Deletes the webhook. What waits for it is dropped; its log is gone with it. */
    public Future<Void> delete(Principal caller, ActivityContext author, UUID organizationId, UUID id) {
        requireMay(caller, organizationId);
        return pool.withTransaction(connection -> WebhookStore.lock(connection, organizationId, id)
                .map(Problem::orNotFound)
                .compose(before -> WebhookStore.delete(connection, before)
                        .compose(deleted -> log(connection, author, before, ActivityAction.DELETE, before.logged()))));
    }

    /** Sends a test to the webhook and returns its entry of the log; fails with 429 if tests come too fast. */
    public Future<JsonObject> test(Principal caller, UUID organizationId, UUID id) {
        requireMay(caller, organizationId);
        tests.require(organizationId);
        JsonObject data = new JsonObject().put("organizationId", organizationId.toString());
        return WebhookStore.find(pool, organizationId, id)
                .map(Problem::orNotFound)
                .compose(webhook -> deliveries.test(id, data))
                .compose(deliveryId -> WebhookStore.delivery(pool, id, deliveryId))
                .map(Problem::orNotFound);
    }

    /** Returns a page of the log of deliveries, and one more if there is another page. */
    public Future<List<JsonObject>> log(Principal caller, UUID organizationId, UUID id, DeliveryFilter filter) {
        return read(caller, organizationId, id).compose(webhook -> WebhookStore.deliveries(pool, id, filter));
    }

    private static Future<Void> log(
            SqlConnection connection,
            ActivityContext author,
            Webhook webhook,
            ActivityAction action,
            JsonObject changes) {
        return ActivityLog.append(
                connection,
                author,
                new ActivityEntry(
                        webhook.organizationId(), action, RESOURCE, webhook.id().toString(), changes));
    }
}
