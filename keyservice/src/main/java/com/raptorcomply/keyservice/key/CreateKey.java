package com.raptorcomply.keyservice.key;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.activity.ActivityContext;
import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.KeyScope;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.client.grant.KeyKind;
import com.raptorcomply.keyservice.client.grant.Subject;
import com.raptorcomply.keyservice.client.key.NewKey;
import com.raptorcomply.keyservice.http.JsonFields;
import com.raptorcomply.keyservice.idempotency.Idempotency;
import com.raptorcomply.keyservice.restriction.KeyRestrictions;
import com.raptorcomply.keyservice.restriction.PlaceCheck;
import com.raptorcomply.keyservice.restriction.RestrictionScope;
import com.raptorcomply.keyservice.revocation.ChangeLog;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Creates keys, for callers that may: contract section 3. */
public final class CreateKey {
    private static final String LOCK_HOLDERS = """
            SELECT o.status AS organization, u.status AS owner, o.key_lifetime_days_max, o.key_unused_days_max \
            FROM organization o \
            LEFT JOIN app_user u ON u.organization_id = o.id AND u.id = $2 WHERE o.id = $1 FOR SHARE OF o""";
    private static final KeyScope ANY = new KeyScope.Everywhere();

    private final Pool pool;
    private final SecretGenerator generator;
    private final PlaceCheck places;
    private final InstantSource clock;

    /** @param places checks that the places named by restrictions exist */
    public CreateKey(Pool pool, SecretGenerator generator, PlaceCheck places, InstantSource clock) {
        this.pool = pool;
        this.generator = generator;
        this.places = places;
        this.clock = clock;
    }

    /**
     * Creates the key that the body describes. It fails with 403 if the caller may not, with 422 for a faulty body.
     *
     * @param idempotency fails with {@link Idempotency.Repeated} if the request was answered before
     */
    public Future<CreatedKey> make(
            Principal caller, ActivityContext author, JsonFields fields, Idempotency idempotency) {
        AccessRules.requireMayMintAny(caller);
        KeyKind kind = kind(fields);
        Optional<UUID> named = fields.optionalUuid("organizationId");
        UUID organizationId = AccessRules.organization(caller, named);
        if (kind == KeyKind.ORGANIZATION) {
            AccessRules.require(caller, Permissions.API_KEYS_CREATE, organizationId);
        }
        if (kind == KeyKind.ORGANIZATION && AccessRules.isPlatformAdmin(caller)) {
            fields.required("organizationId", named, organizationId);
        }
        KeyAttributes terms = KeyRequestParser.make(fields, kind, clock.instant());
        List<RestrictionScope> restrictions = KeyRestrictions.read(fields);
        fields.requireValid();
        UUID owner = kind == KeyKind.USER ? owner(caller, organizationId, fields) : null;
        if (owner == null) {
            AccessRules.requireMayMint(caller, terms.rights().permissions(null), organizationId);
        }
        return DelegationRules.requireToHold(pool, caller, terms)
                .compose(held -> requirePlaces(organizationId, restrictions, idempotency))
                .compose(there -> create(organizationId, owner, terms, restrictions, author, idempotency));
    }

    /** Returns the id of the key that the same request has made before. */
    public Future<UUID> before(Idempotency idempotency) {
        return idempotency.firstId(pool);
    }

    private static UUID owner(Principal caller, UUID organizationId, JsonFields fields) {
        UUID owner = AccessRules.requireMayMintForThemselves(caller);
        if (!organizationId.equals(caller.organizationId())) {
            throw fields.refused("organizationId", "cannot be chosen for a user key: it has its owner's");
        }
        return owner;
    }

    /**
     * Returns the requested kind. It falls back to a user key, which needs the fewest permissions, if the body does not
     * name a valid kind.
     */
    private static KeyKind kind(JsonFields fields) {
        List<String> kinds = List.of(KeyKind.ORGANIZATION.wireName(), KeyKind.USER.wireName());
        Optional<KeyKind> kind = fields.oneOf("kind", kinds).map(KeyKind::ofWireName);
        return fields.required("kind", kind, KeyKind.USER);
    }

    /**
     * Requires that the places of a new key's restrictions exist. A repeated request skips the check, because it was
     * answered before.
     */
    private Future<Void> requirePlaces(
            UUID organizationId, List<RestrictionScope> restrictions, Idempotency idempotency) {
        return idempotency.requireFirst(pool).compose(first -> places.require(organizationId, restrictions, List.of()));
    }

    /**
     * Creates a key with its first secret, whoever asks. It fails with 404 if the organization is gone, with 403 if the owner is.
     *
     * @param owner the owner of a user key; null for an organization key
     * @param idempotency the request's idempotency key; fails with {@link Idempotency.Repeated} if the request was
     * answered before
     */
    public Future<CreatedKey> create(
            UUID organizationId,
            @Nullable UUID owner,
            KeyAttributes terms,
            List<RestrictionScope> restrictions,
            ActivityContext author,
            Idempotency idempotency) {
        UUID id = UUID.randomUUID();
        NewKey secret = generator.next();
        return pool.withTransaction(connection -> idempotency
                .claim(connection)
                .compose(claimed -> connection.preparedQuery(LOCK_HOLDERS).execute(Tuple.of(organizationId, owner)))
                .compose(rows -> {
                    requireHolders(rows, owner);
                    KeyPolicy.of(rows.iterator().next()).requireForNew(terms.expiresAt(), clock.instant());
                    return KeyRepository.insert(connection, id, organizationId, owner, terms, author.actor());
                })
                .compose(inserted -> KeyRepository.insertSecret(connection, id, secret, null))
                .compose(inserted ->
                        KeyRestrictions.insert(connection, organizationId, id, restrictions, author.actor()))
                .compose(inserted -> show(connection, id, secret))
                .compose(created ->
                        KeyRepository.isNamedAlike(connection, created.key()).map(created::namedAlike))
                .compose(created -> keep(connection, idempotency, created, clock.instant())
                        .compose(kept -> KeyActivity.made(connection, author, created, clock.instant()))
                        .compose(told -> log(connection, secret))
                        .map(created)));
    }

    /** Reads the new key back for the response, with the database's timestamps. */
    static Future<CreatedKey> show(SqlConnection connection, UUID id, NewKey secret) {
        return KeyRepository.find(connection, ANY, id)
                .map(Optional::orElseThrow)
                .compose(key -> KeyRepository.secrets(connection, id)
                        .compose(secrets -> KeyRestrictions.of(connection, key.organizationId(), id)
                                .map(restrictions -> new CreatedKey(key, secrets, restrictions, secret, false))));
    }

    /** Stores the response without the secret's value, because the value is shown once. */
    static Future<Void> keep(SqlConnection connection, Idempotency idempotency, CreatedKey created, Instant now) {
        return idempotency.store(connection, KeyJson.path(created.key().id()), KeyJson.created(created, now));
    }

    /** Logs the creation as a change, because gateways may have cached "unknown" for this secret. */
    static Future<Long> log(SqlConnection connection, NewKey secret) {
        return ChangeLog.append(connection, List.of(Subject.secret(secret.secretId())));
    }

    private static void requireHolders(RowSet<Row> rows, @Nullable UUID owner) {
        if (rows.size() == 0 || rows.iterator().next().getString("organization").equals("deleted")) {
            throw Problem.notFound().exception();
        }
        if (owner != null && !"active".equals(rows.iterator().next().getString("owner"))) {
            throw Problem.forbidden(ErrorCode.NOT_ALLOWED).exception();
        }
    }
}
