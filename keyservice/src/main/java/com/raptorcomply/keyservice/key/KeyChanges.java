package com.raptorcomply.keyservice.key;

import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.access.Access;
import com.raptorcomply.keyservice.access.Caller;
import com.raptorcomply.keyservice.activity.Author;
import com.raptorcomply.keyservice.client.grant.Subject;
import com.raptorcomply.keyservice.input.Fields;
import com.raptorcomply.keyservice.input.IfMatch;
import com.raptorcomply.keyservice.restriction.KeyRestrictions;
import com.raptorcomply.keyservice.restriction.Limits;
import com.raptorcomply.keyservice.revocation.Receipt;
import com.raptorcomply.keyservice.revocation.Receipts;
import com.raptorcomply.keyservice.revocation.Revocation;
import com.raptorcomply.keyservice.revocation.Revocations;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/** Changes the terms of a key, for the next call already. */
public final class KeyChanges {
    static final String ACTION = "key changed";

    private final Pool pool;
    private final Revocations revocations;
    private final InstantSource clock;

    public KeyChanges(Pool pool, Revocations revocations, InstantSource clock) {
        this.pool = pool;
        this.revocations = revocations;
        this.clock = clock;
    }

    /** A key after a change, and how far the change has come. */
    public record Changed(ApiKey key, List<KeySecret> secrets, JsonArray restrictions, Receipt receipt) {
        public Changed {
            secrets = List.copyOf(secrets);
        }
    }

    /** Applies a merge patch and waits until no gateway goes by the old terms. A revoked key is final: 409. */
    public Future<Changed> patch(
            Caller caller, Author author, UUID id, JsonObject body, IfMatch condition, Duration wait) {
        return pool.withTransaction(connection -> KeyStore.findForUpdate(connection, Access.visibleKeys(caller), id)
                        .map(found -> found.orElseThrow(() -> Problem.notFound().exception()))
                        .compose(key -> KeyRestrictions.of(connection, key.organizationId(), id)
                                .map(restrictions -> KeyActivity.shown(key, restrictions, clock.instant()))
                                .compose(before -> change(connection, caller, key, new Fields(body), condition)
                                        .compose(changed -> show(connection, caller, author, id, before)))))
                .compose(changed -> revocations
                        .effective(changed.receipt(), wait)
                        .map(receipt ->
                                new Changed(changed.key(), changed.secrets(), changed.restrictions(), receipt)));
    }

    private Future<Void> change(SqlConnection connection, Caller caller, ApiKey key, Fields fields, IfMatch condition) {
        Access.requireMayChangeTerms(caller, key.id(), key.organizationId(), key.ownerUserId());
        KeyTerms terms = TermsReader.patch(fields, key.kind(), key.terms(), clock.instant());
        Optional<List<Limits>> restrictions = KeyRestrictions.read(fields);
        fields.refuseUnknown();
        SortedSet<String> added = new TreeSet<>(terms.rights().permissions(null));
        added.removeAll(key.terms().rights().permissions(null));
        Access.requireMayGrant(caller, added, key.organizationId());
        if (restrictions.isPresent()) {
            Access.requireMayRestrict(caller, key.id(), key.organizationId(), key.ownerUserId());
        }
        if (key.history().revoked() != null) {
            throw Problem.conflict("The key is revoked, which is final").exception();
        }
        return KeyTag.require(connection, key, condition)
                .compose(same -> KeyStore.update(connection, key.id(), terms))
                .compose(updated -> restrictions.isEmpty()
                        ? Future.succeededFuture()
                        : KeyRestrictions.replace(
                                connection, key.organizationId(), key.id(), restrictions.get(), caller.actor()));
    }

    private Future<Changed> show(SqlConnection connection, Caller caller, Author author, UUID id, JsonObject before) {
        return KeyStore.find(connection, Access.visibleKeys(caller), id)
                .map(Optional::orElseThrow)
                .compose(key -> KeyStore.secrets(connection, id)
                        .compose(secrets -> KeyRestrictions.of(connection, key.organizationId(), id)
                                .compose(restrictions -> KeyActivity.changed(
                                                connection,
                                                author,
                                                before,
                                                KeyActivity.shown(key, restrictions, clock.instant()),
                                                key)
                                        .compose(told -> Receipts.open(connection, revocation(author, key)))
                                        .map(receipt -> new Changed(key, secrets, restrictions, receipt)))));
    }

    private static Revocation revocation(Author author, ApiKey key) {
        return new Revocation(
                UUID.randomUUID(),
                Subject.key(key.id()),
                key.organizationId(),
                key.id(),
                key.history().updatedAt(),
                ACTION,
                author.requester());
    }
}
