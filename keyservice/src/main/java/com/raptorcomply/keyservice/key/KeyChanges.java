package com.raptorcomply.keyservice.key;

import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.access.Access;
import com.raptorcomply.keyservice.access.Caller;
import com.raptorcomply.keyservice.access.Permissions;
import com.raptorcomply.keyservice.client.grant.Subject;
import com.raptorcomply.keyservice.input.Fields;
import com.raptorcomply.keyservice.revocation.ChangeLog;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.InstantSource;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/** Changes the terms of a key, for the next call already. */
public final class KeyChanges {
    private final Pool pool;
    private final InstantSource clock;

    public KeyChanges(Pool pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** A key after a change, and where the change stands in the one order. */
    public record Changed(ApiKey key, List<KeySecret> secrets, long sequence) {
        public Changed {
            secrets = List.copyOf(secrets);
        }
    }

    /** Applies a merge patch. A revoked key is final: 409. */
    public Future<Changed> patch(Caller caller, UUID id, JsonObject body) {
        return pool.withTransaction(connection -> KeyStore.findForUpdate(connection, Access.visibleKeys(caller), id)
                .map(found -> found.orElseThrow(() -> Problem.notFound().exception()))
                .compose(key -> KeyStore.update(connection, id, terms(caller, key, body)))
                .compose(updated -> show(connection, caller, id)));
    }

    private KeyTerms terms(Caller caller, ApiKey key, JsonObject body) {
        Access.requireMayChange(caller, Permissions.API_KEYS_UPDATE, key.organizationId(), key.ownerUserId());
        Fields fields = new Fields(body);
        KeyTerms terms = TermsReader.patch(fields, key.kind(), key.terms(), clock.instant());
        fields.refuseUnknown();
        SortedSet<String> added = new TreeSet<>(terms.rights().permissions(null));
        added.removeAll(key.terms().rights().permissions(null));
        Access.requireMayGrant(caller, added, key.organizationId());
        if (key.history().revoked() != null) {
            throw Problem.conflict("The key is revoked, which is final").exception();
        }
        return terms;
    }

    private static Future<Changed> show(SqlConnection connection, Caller caller, UUID id) {
        return KeyStore.find(connection, Access.visibleKeys(caller), id).compose(key -> KeyStore.secrets(connection, id)
                .compose(secrets -> ChangeLog.append(connection, List.of(Subject.key(id)))
                        .map(sequence -> new Changed(key.orElseThrow(), secrets, sequence))));
    }
}
