package com.raptorcomply.keyservice.revocation;

import com.raptorcomply.keyservice.client.grant.Subject;
import com.raptorcomply.keyservice.revocation.Receipt.ActingAs;
import com.raptorcomply.keyservice.revocation.Receipt.Effect;
import com.raptorcomply.keyservice.revocation.Receipt.Requester;
import com.raptorcomply.keyservice.sql.RowReader;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stores and finds receipts. */
public final class Receipts {
    /** The largest number of pending receipts that a replica watches at once; the others are adopted later. */
    static final int PENDING_MAX = 10_000;

    static final String COLUMNS = "id, sequence, subject_kind, subject_id, organization_id, key_id, action,"
            + " requested_by_kind, requested_by_id, requested_by_name, acting_as_id, acting_as_name, requested_at,"
            + " effective_at, gateways_confirmed, gateways_expired, elapsed_millis";

    private static final String OPEN = """
            INSERT INTO revocation_receipt (id, sequence, subject_kind, subject_id, organization_id, key_id, action, \
            requested_by_kind, requested_by_id, requested_by_name, requested_at, key_name, subject_name, \
            acting_as_id, acting_as_name) \
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, \
              (SELECT name FROM api_key WHERE id = $6), \
              coalesce((SELECT name FROM app_user WHERE id = $12), (SELECT name FROM organization WHERE id = $13)), \
              $14, $15) \
            RETURNING %s""".formatted(COLUMNS);

    private static final String FIND =
            "SELECT " + ReceiptCursor.Named.COLUMNS + " FROM revocation_receipt WHERE id = $1";

    private static final String FIRST_OF = "SELECT " + COLUMNS
            + " FROM revocation_receipt WHERE subject_kind = $1 AND subject_id = $2 AND action = $3"
            + " ORDER BY sequence LIMIT 1";

    private static final String LATEST_OF = "SELECT " + COLUMNS
            + " FROM revocation_receipt WHERE subject_kind = $1 AND subject_id = $2 ORDER BY sequence DESC LIMIT 1";

    private static final String OF_SUBJECT = "SELECT " + COLUMNS
            + " FROM revocation_receipt WHERE subject_kind = $1 AND subject_id = $2 ORDER BY sequence DESC LIMIT $3";

    /** The deletion of a user revokes their keys in its transaction, with one receipt for all of them. */
    private static final String IS_DELETION_OF_OWNER =
            "r.subject_kind = 'user'" + " AND r.subject_id = k.owner_user_id::text AND r.requested_at = k.revoked_at";

    private static final String OF_ONE_KEY = " FROM revocation_receipt WHERE id IN ("
            + "SELECT id FROM revocation_receipt WHERE key_id = $1 UNION ALL "
            + "SELECT r.id FROM api_key k JOIN revocation_receipt r ON " + IS_DELETION_OF_OWNER + " WHERE k.id = $1)";

    private static final String OF_KEY = "SELECT " + COLUMNS + OF_ONE_KEY + " ORDER BY sequence DESC LIMIT $2";

    private static final String FIND_OF_KEY = "SELECT " + COLUMNS + OF_ONE_KEY + " AND id = $2";

    private static final String PENDING_KEYS = "SELECT DISTINCT k.id AS key_id FROM api_key k JOIN revocation_receipt r"
            + " ON r.key_id = k.id OR " + IS_DELETION_OF_OWNER + " WHERE k.id = ANY ($1) AND r.effective_at IS NULL";

    private static final String PENDING = "SELECT " + COLUMNS
            + " FROM revocation_receipt WHERE effective_at IS NULL ORDER BY sequence LIMIT " + PENDING_MAX;

    private static final String FINISH = """
            UPDATE revocation_receipt SET effective_at = now.at, gateways_confirmed = $2, gateways_expired = $3, \
            elapsed_millis = greatest(0, round(extract(epoch FROM now.at - requested_at) * 1000)) \
            FROM (SELECT clock_timestamp() AS at) now WHERE id = $1 AND effective_at IS NULL \
            RETURNING %s""".formatted(COLUMNS);

    private Receipts() {}

    /**
     * Logs the change and opens its receipt, with the current names of the key, the user and the organization. It must
     * be the last statement of its transaction before COMMIT. The caller awaits the effect after COMMIT has returned,
     * with {@link Revocations#effective}.
     */
    public static Future<Receipt> open(SqlConnection connection, Revocation revocation) {
        Subject subject = revocation.subject();
        ActingAs actingAs = revocation.requester().actingAs();
        return ChangeLog.append(connection, List.of(subject))
                .compose(sequence -> connection
                        .preparedQuery(OPEN)
                        .execute(Tuple.of(revocation.id())
                                .addLong(sequence)
                                .addString(subject.kind().wireName())
                                .addString(subject.id())
                                .addUUID(revocation.organizationId())
                                .addUUID(revocation.keyId())
                                .addString(revocation.action())
                                .addString(revocation.requester().kind())
                                .addUUID(revocation.requester().id())
                                .addString(revocation.requester().name())
                                .addOffsetDateTime(revocation.at().atOffset(ZoneOffset.UTC))
                                .addUUID(idIf(subject, Subject.Kind.USER))
                                .addUUID(idIf(subject, Subject.Kind.ORGANIZATION))
                                .addUUID(actingAs == null ? null : actingAs.id())
                                .addString(actingAs == null ? null : actingAs.name())))
                .map(rows -> receipt(rows.iterator().next()));
    }

    private static @Nullable UUID idIf(Subject subject, Subject.Kind kind) {
        return subject.kind() == kind ? UUID.fromString(subject.id()) : null;
    }

    public static Future<Optional<Receipt>> find(SqlClient client, UUID id) {
        return findNamed(client, id).map(found -> found.map(ReceiptCursor.Named::receipt));
    }

    /** Returns the receipt with the names of what it is about. */
    public static Future<Optional<ReceiptCursor.Named>> findNamed(SqlClient client, UUID id) {
        return client.preparedQuery(FIND).execute(Tuple.of(id)).map(RowReader.first(ReceiptCursor.Named::of));
    }

    /** Returns the first receipt of this subject and action, which a repeated revocation returns too. */
    public static Future<Optional<Receipt>> firstOf(SqlClient client, Subject subject, String action) {
        return client.preparedQuery(FIRST_OF)
                .execute(Tuple.of(subject.kind().wireName(), subject.id(), action))
                .map(RowReader.first(Receipts::receipt));
    }

    /** Returns the latest receipt of this subject, for a change that found nothing to change. */
    public static Future<Optional<Receipt>> latestOf(SqlClient client, Subject subject) {
        return client.preparedQuery(LATEST_OF)
                .execute(Tuple.of(subject.kind().wireName(), subject.id()))
                .map(RowReader.first(Receipts::receipt));
    }

    /** Returns the receipts of this subject, newest first. */
    public static Future<List<Receipt>> of(SqlClient client, Subject subject, int receiptsMax) {
        return client.preparedQuery(OF_SUBJECT)
                .execute(Tuple.of(subject.kind().wireName(), subject.id(), receiptsMax))
                .map(RowReader.all(Receipts::receipt));
    }

    /** Returns a receipt, if it is one of this key. */
    public static Future<Optional<Receipt>> find(SqlClient client, UUID keyId, UUID id) {
        return client.preparedQuery(FIND_OF_KEY).execute(Tuple.of(keyId, id)).map(RowReader.first(Receipts::receipt));
    }

    /** Returns a key's receipts, newest first, with that of the deletion of its owner. */
    public static Future<List<Receipt>> ofKey(SqlClient client, UUID keyId, int receiptsMax) {
        return client.preparedQuery(OF_KEY)
                .execute(Tuple.of(keyId, receiptsMax))
                .map(RowReader.all(Receipts::receipt));
    }

    /** Returns those of these keys of which some gateway has not confirmed a change yet, such as the deletion of the owner. */
    public static Future<Set<UUID>> pending(SqlClient client, Collection<UUID> keyIds) {
        return keyIds.isEmpty()
                ? Future.succeededFuture(Set.of())
                : client.preparedQuery(PENDING_KEYS)
                        .execute(Tuple.tuple().addArrayOfUUID(keyIds.toArray(UUID[]::new)))
                        .map(RowReader.all(row -> row.getUUID("key_id")))
                        .map(Set::copyOf);
    }

    /** Returns the view of the receipts that a replica's barrier needs. */
    static PendingReceipts in(Pool pool) {
        return new PendingReceipts() {
            @Override
            public Future<List<Receipt>> pending() {
                return pool.preparedQuery(PENDING).execute().map(RowReader.all(Receipts::receipt));
            }

            @Override
            public Future<Finished> finish(UUID id, int confirmed, int expired) {
                return pool.preparedQuery(FINISH)
                        .execute(Tuple.of(id, confirmed, expired))
                        .map(RowReader.first(Receipts::receipt))
                        .compose(written -> written.isPresent()
                                ? Future.succeededFuture(new Finished(written.get(), true))
                                : find(pool, id).map(receipt -> new Finished(receipt.orElseThrow(), false)));
            }
        };
    }

    static Receipt receipt(Row row) {
        return new Receipt(
                row.getUUID("id"),
                new Subject(Subject.Kind.ofWireName(row.getString("subject_kind")), row.getString("subject_id")),
                row.getUUID("organization_id"),
                row.getUUID("key_id"),
                row.getString("action"),
                new Requester(
                        row.getString("requested_by_kind"),
                        row.getUUID("requested_by_id"),
                        row.getString("requested_by_name"),
                        actingAs(row)),
                row.getOffsetDateTime("requested_at").toInstant(),
                row.getLong("sequence"),
                effect(row));
    }

    private static @Nullable ActingAs actingAs(Row row) {
        UUID id = row.getUUID("acting_as_id");
        return id == null ? null : new ActingAs(id, row.getString("acting_as_name"));
    }

    private static @Nullable Effect effect(Row row) {
        OffsetDateTime at = row.getOffsetDateTime("effective_at");
        return at == null
                ? null
                : new Effect(
                        at.toInstant(),
                        row.getInteger("gateways_confirmed"),
                        row.getInteger("gateways_expired"),
                        row.getLong("elapsed_millis"));
    }
}
