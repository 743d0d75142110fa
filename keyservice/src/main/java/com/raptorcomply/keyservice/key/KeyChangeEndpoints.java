package com.raptorcomply.keyservice.key;

import com.raptorcomply.chassis.problem.JsonBody;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.access.Access;
import com.raptorcomply.keyservice.access.Caller;
import com.raptorcomply.keyservice.access.Permissions;
import com.raptorcomply.keyservice.activity.Author;
import com.raptorcomply.keyservice.api.Answer;
import com.raptorcomply.keyservice.api.Endpoint;
import com.raptorcomply.keyservice.api.ReceiptAnswer;
import com.raptorcomply.keyservice.api.ReceiptWait;
import com.raptorcomply.keyservice.client.grant.KeyKind;
import com.raptorcomply.keyservice.client.key.KeyFormat;
import com.raptorcomply.keyservice.idempotency.Idempotency;
import com.raptorcomply.keyservice.input.Fields;
import com.raptorcomply.keyservice.input.IfMatch;
import com.raptorcomply.keyservice.input.Parameters;
import com.raptorcomply.keyservice.key.KeyChanges.Changed;
import com.raptorcomply.keyservice.restriction.KeyRestrictions;
import com.raptorcomply.keyservice.restriction.Limits;
import com.raptorcomply.keyservice.revocation.Receipt;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Making, changing, rotating and revoking keys over HTTP. */
public final class KeyChangeEndpoints {
    private final Minting minting;
    private final KeyChanges changes;
    private final Rotation rotation;
    private final KeyRevocation revocation;
    private final Pool pool;
    private final InstantSource clock;

    public KeyChangeEndpoints(
            Minting minting,
            KeyChanges changes,
            Rotation rotation,
            KeyRevocation revocation,
            Pool pool,
            InstantSource clock) {
        this.minting = minting;
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

    private Future<Answer> create(Caller caller, RoutingContext context) {
        Access.requireMayMintAny(caller);
        return KeyEndpoints.body(context).compose(body -> {
            Idempotency idempotency = Idempotency.of(caller, context.request(), body);
            return once(idempotency, mint(caller, Author.of(caller, context), new Fields(body), idempotency));
        });
    }

    private Future<Minted> mint(Caller caller, Author author, Fields fields, Idempotency idempotency) {
        KeyKind kind = kind(fields);
        Optional<UUID> named = fields.optionalUuid("organizationId");
        UUID organizationId = Access.organization(caller, named);
        if (kind == KeyKind.ORGANIZATION) {
            Access.require(caller, Permissions.API_KEYS_CREATE, organizationId);
        }
        if (kind == KeyKind.ORGANIZATION && Access.isPlatformAdmin(caller)) {
            fields.required("organizationId", named, organizationId);
        }
        KeyTerms terms = TermsReader.make(fields, kind, clock.instant());
        List<Limits> restrictions = KeyRestrictions.read(fields);
        fields.requireValid();
        UUID owner = kind == KeyKind.USER ? owner(caller, organizationId, fields) : null;
        if (owner == null) {
            Access.requireMayMint(caller, terms.rights().permissions(null), organizationId);
        }
        return minting.requireToHold(caller, terms)
                .compose(held -> minting.requirePlaces(organizationId, restrictions, idempotency))
                .compose(there -> minting.mint(organizationId, owner, terms, restrictions, author, idempotency));
    }

    private static UUID owner(Caller caller, UUID organizationId, Fields fields) {
        UUID owner = Access.requireMayMintForThemselves(caller);
        if (!organizationId.equals(caller.organizationId())) {
            throw fields.refused("organizationId", "cannot be chosen for a user key: it has its owner's");
        }
        return owner;
    }

    /** The kind asked for; a user key, for which less is asked of the caller, if that cannot be read. */
    private static KeyKind kind(Fields fields) {
        List<String> kinds = List.of(KeyKind.ORGANIZATION.wireName(), KeyKind.USER.wireName());
        Optional<KeyKind> kind = fields.oneOf("kind", kinds).map(KeyKind::ofWireName);
        return fields.required("kind", kind, KeyKind.USER);
    }

    /** What was made, with its secret; when the request is repeated, the same without the secret. */
    private Future<Answer> once(Idempotency idempotency, Future<Minted> making) {
        return idempotency.orReplayed(pool, making.map(this::created));
    }

    private Answer created(Minted minted) {
        return Answer.created(KeyJson.path(minted.key().id()), KeyJson.revealed(minted, clock.instant()))
                .with(KeyEndpoints.ETAG, KeyTag.of(minted.key(), minted.secrets(), minted.restrictions()));
    }

    private Future<Answer> update(Caller caller, RoutingContext context) {
        UUID id = Parameters.pathUuid(context, "id");
        IfMatch condition = IfMatch.of(context.request());
        Duration wait = ReceiptWait.of(context.request());
        return changes.requireMayChange(caller, id)
                .compose(allowed -> JsonBody.readPatch(context.request(), KeyEndpoints.BODY_BYTES_MAX))
                .compose(body -> changes.patch(caller, Author.of(caller, context), id, body, condition, wait))
                .map(changed -> changed(id, changed));
    }

    private Answer changed(UUID id, Changed changed) {
        JsonObject shown = KeyJson.detail(changed.key(), changed.secrets(), changed.restrictions(), clock.instant());
        shown.put("receipt", changed.receipt().map(Receipt::toJson).orElse(null));
        return ReceiptAnswer.of(KeyJson.path(id), changed.receipt(), shown)
                .with(KeyEndpoints.ETAG, KeyTag.of(changed.key(), changed.secrets(), changed.restrictions()));
    }

    private Future<Answer> rotate(Caller caller, RoutingContext context) {
        UUID id = Parameters.pathUuid(context, "id");
        Author author = Author.of(caller, context);
        return rotation.requireMayRotate(caller, id)
                .compose(allowed -> KeyEndpoints.optionalBody(context))
                .compose(body -> {
                    Idempotency idempotency = Idempotency.of(caller, context.request(), body);
                    return once(idempotency, rotation.rotate(caller, author, id, overlap(body), idempotency));
                });
    }

    private Future<Answer> rotateSelf(Caller caller, RoutingContext context) {
        Access.require(caller, Permissions.API_KEYS_ROTATE_SELF, caller.organizationId());
        Author author = Author.of(caller, context);
        return KeyEndpoints.optionalBody(context).compose(body -> {
            Idempotency idempotency = Idempotency.of(caller, context.request(), body);
            return once(idempotency, rotation.rotateSelf(caller, author, overlap(body), idempotency));
        });
    }

    private static Optional<Duration> overlap(JsonObject body) {
        Fields fields = new Fields(body);
        Optional<Duration> overlap = Overlap.read(fields);
        fields.requireValid();
        return overlap;
    }

    private Future<Answer> revoke(Caller caller, RoutingContext context) {
        UUID id = Parameters.pathUuid(context, "id");
        return revocation
                .revokeKey(
                        caller,
                        Author.of(caller, context),
                        id,
                        IfMatch.of(context.request()),
                        ReceiptWait.of(context.request()))
                .map(receipt -> ReceiptAnswer.of(KeyJson.path(id), Optional.of(receipt)));
    }

    private Future<Answer> revokeSecret(Caller caller, RoutingContext context) {
        String secretId = context.pathParam("secretId");
        if (!KeyFormat.isSecretId(secretId)) {
            throw Problem.notFound().exception();
        }
        UUID id = Parameters.pathUuid(context, "id");
        return revocation
                .revokeSecret(
                        caller,
                        Author.of(caller, context),
                        id,
                        secretId,
                        IfMatch.of(context.request()),
                        ReceiptWait.of(context.request()))
                .map(receipt -> ReceiptAnswer.of(KeyJson.path(id), Optional.of(receipt)));
    }
}
