package com.raptorcomply.keyservice.key;

import com.raptorcomply.chassis.http.request.IfMatch;
import com.raptorcomply.chassis.problem.JsonBody;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.activity.ActivityContext;
import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.client.key.KeyFormat;
import com.raptorcomply.keyservice.http.ApiResponse;
import com.raptorcomply.keyservice.http.Endpoint;
import com.raptorcomply.keyservice.http.JsonFields;
import com.raptorcomply.keyservice.http.PreferWait;
import com.raptorcomply.keyservice.http.QueryParams;
import com.raptorcomply.keyservice.http.ReceiptResponse;
import com.raptorcomply.keyservice.idempotency.Idempotency;
import com.raptorcomply.keyservice.key.UpdateKey.Changed;
import com.raptorcomply.keyservice.revocation.Receipt;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Serves the endpoints that create, change, rotate and revoke keys. */
public final class KeyChangeEndpoints {
    private final CreateKey createKey;
    private final UpdateKey changes;
    private final RotateKey rotation;
    private final RevokeKey revocation;
    private final Pool pool;
    private final InstantSource clock;

    public KeyChangeEndpoints(
            CreateKey createKey,
            UpdateKey changes,
            RotateKey rotation,
            RevokeKey revocation,
            Pool pool,
            InstantSource clock) {
        this.createKey = createKey;
        this.changes = changes;
        this.rotation = rotation;
        this.revocation = revocation;
        this.pool = pool;
        this.clock = clock;
    }

    public Map<String, Endpoint> endpoints() {
        return Map.of(
                "createApiKey", (Endpoint.ForCaller) this::create,
                "updateApiKey", (Endpoint.ForCaller) this::update,
                "revokeApiKey", (Endpoint.ForCaller) this::revoke,
                "rotateApiKey", (Endpoint.ForCaller) this::rotate,
                "rotateOwnApiKey", (Endpoint.ForCaller) this::rotateSelf,
                "revokeApiKeySecret", (Endpoint.ForCaller) this::revokeSecret);
    }

    private Future<ApiResponse> create(Principal caller, RoutingContext context) {
        AccessRules.requireMayMintAny(caller);
        return KeyEndpoints.body(context).compose(body -> {
            Idempotency idempotency = Idempotency.of(caller, context.request(), body);
            return once(
                    idempotency,
                    createKey.make(caller, ActivityContext.of(caller, context), new JsonFields(body), idempotency));
        });
    }

    /** Returns the created key with its secret. A repeated request gets the same response without the secret. */
    private Future<ApiResponse> once(Idempotency idempotency, Future<CreatedKey> making) {
        return idempotency.orReplayed(pool, 201, making.map(this::created));
    }

    private ApiResponse created(CreatedKey key) {
        return ApiResponse.created(KeyJson.path(key.key().id()), KeyJson.revealed(key, clock.instant()))
                .with(ApiResponse.ETAG, KeyETag.of(key.key(), key.secrets(), key.restrictions()));
    }

    private Future<ApiResponse> update(Principal caller, RoutingContext context) {
        UUID id = QueryParams.pathUuid(context, "id");
        IfMatch condition = IfMatch.of(context.request());
        Duration wait = PreferWait.of(context.request());
        return changes.requireMayChange(caller, id)
                .compose(allowed -> JsonBody.readPatch(context.request(), KeyEndpoints.BODY_BYTES_MAX))
                .compose(body -> changes.patch(caller, ActivityContext.of(caller, context), id, body, condition, wait))
                .map(changed -> changed(id, changed));
    }

    private ApiResponse changed(UUID id, Changed changed) {
        JsonObject shown = KeyJson.detail(changed.key(), changed.secrets(), changed.restrictions(), clock.instant());
        shown.put("receipt", changed.receipt().map(Receipt::toJson).orElse(null));
        return ReceiptResponse.of(KeyJson.path(id), changed.receipt(), shown)
                .with(ApiResponse.ETAG, KeyETag.of(changed.key(), changed.secrets(), changed.restrictions()));
    }

    private Future<ApiResponse> rotate(Principal caller, RoutingContext context) {
        UUID id = QueryParams.pathUuid(context, "id");
        ActivityContext author = ActivityContext.of(caller, context);
        return rotation.requireMayRotate(caller, id)
                .compose(allowed -> KeyEndpoints.optionalBody(context))
                .compose(body -> {
                    Idempotency idempotency = Idempotency.of(caller, context.request(), body);
                    return once(idempotency, rotation.rotate(caller, author, id, overlap(body), idempotency));
                });
    }

    private Future<ApiResponse> rotateSelf(Principal caller, RoutingContext context) {
        AccessRules.require(caller, Permissions.API_KEYS_ROTATE_SELF, caller.organizationId());
        ActivityContext author = ActivityContext.of(caller, context);
        return KeyEndpoints.optionalBody(context).compose(body -> {
            Idempotency idempotency = Idempotency.of(caller, context.request(), body);
            return once(idempotency, rotation.rotateSelf(caller, author, overlap(body), idempotency));
        });
    }

    private static Optional<Duration> overlap(JsonObject body) {
        JsonFields fields = new JsonFields(body);
        Optional<Duration> overlap = Overlap.read(fields);
        fields.requireValid();
        return overlap;
    }

    private Future<ApiResponse> revoke(Principal caller, RoutingContext context) {
        UUID id = QueryParams.pathUuid(context, "id");
        return revocation
                .revokeKey(
                        caller,
                        ActivityContext.of(caller, context),
                        id,
                        IfMatch.of(context.request()),
                        PreferWait.of(context.request()))
                .map(receipt -> ReceiptResponse.of(KeyJson.path(id), Optional.of(receipt)));
    }

    private Future<ApiResponse> revokeSecret(Principal caller, RoutingContext context) {
        String secretId = context.pathParam("secretId");
        if (!KeyFormat.isSecretId(secretId)) {
            throw Problem.notFound().exception();
        }
        UUID id = QueryParams.pathUuid(context, "id");
        return revocation
                .revokeSecret(
                        caller,
                        ActivityContext.of(caller, context),
                        id,
                        secretId,
                        IfMatch.of(context.request()),
                        PreferWait.of(context.request()))
                .map(receipt -> ReceiptResponse.of(KeyJson.path(id), Optional.of(receipt)));
    }
}
