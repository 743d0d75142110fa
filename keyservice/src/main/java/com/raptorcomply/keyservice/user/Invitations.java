package com.raptorcomply.keyservice.user;

import com.raptorcomply.chassis.http.request.Timestamps;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.http.PageCursor;
import com.raptorcomply.keyservice.sql.RowReader;
import com.raptorcomply.keyservice.sql.UniqueViolation;
import com.raptorcomply.keyservice.user.email.EmailAddress;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Runs the SQL statements on invitations. They find none of a suspended or deleted organization. */
final class Invitations {
    private static final int LIFE_DAYS = 7;

    private static final String INSERT = """
            INSERT INTO invitation (id, organization_id, user_id, email, role, token_digest, created_by_name, \
            inviter_user_id, inviter_key_id, address_key, expires_at) \
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now() + make_interval(days => $11))""";

    private static final String SELECT = "SELECT " + Invitation.COLUMNS
            + " FROM invitation i JOIN organization o ON o.id = i.organization_id AND o.status = 'active'"
            + " LEFT JOIN app_user u ON u.id = i.user_id" + InvitationSender.JOINS;

    private static final String FIND = SELECT + " WHERE i.id = $1 AND ($2::uuid IS NULL OR i.organization_id = $2)";
    private static final String FIND_BY_TOKEN = SELECT + " WHERE i.token_digest = $1";
    private static final String RENEW = "UPDATE invitation SET token_digest = $2, inviter_user_id = $3,"
            + " inviter_key_id = $4, updated_at = now(), expires_at = now() + make_interval(days => $5) WHERE id = $1";
    private static final String SET_STATUS = "UPDATE invitation SET status = $2, updated_at = now() WHERE id = $1";
    private static final String NEWEST = SELECT + " WHERE ($1::uuid IS NULL OR i.organization_id = $1) "
            + "AND ($2::timestamptz IS NULL OR (i.created_at, i.id) < ($2, $3)) "
            + "ORDER BY i.created_at DESC, i.id DESC LIMIT $4";
    private static final String LIST = SELECT + " WHERE ($1::uuid IS NULL OR i.organization_id = $1) "
            + "AND ($2::timestamptz IS NULL OR (i.created_at, i.id) > ($2, $3)) ORDER BY i.created_at, i.id LIMIT $4";

    private Invitations() {}

    /**
     * The attributes of a new invitation.
     *
     * @param userId the existing user who chooses a password by it; null for a new user
     * @param createdBy the name of the sender
     */
    record Terms(
            UUID organizationId,
            @Nullable UUID userId,
            String email,
            UserRole role,
            InvitationSender inviter,
            String createdBy) {}

    /** Inserts an invitation and returns its id; fails with 409 if the address is already invited. */
    static Future<UUID> insert(SqlClient client, Terms terms, OneTimeToken token) {
        UUID id = UUID.randomUUID();
        Tuple values = Tuple.tuple()
                .addUUID(id)
                .addUUID(terms.organizationId())
                .addUUID(terms.userId())
                .addString(terms.email())
                .addString(terms.role().label())
                .addBuffer(token.digest())
                .addString(terms.createdBy())
                .addUUID(terms.inviter().userId())
                .addUUID(terms.inviter().keyId())
                .addString(EmailAddress.key(terms.email()))
                .addInteger(LIFE_DAYS);
        return client.preparedQuery(INSERT)
                .execute(values)
                .recover(UniqueViolation.orConflict(
                        "email", "This e-mail address is invited already; send that invitation again"))
                .map(id);
    }

    /** @param within the only organization to search; null: all */
    static Future<Optional<Invitation>> find(SqlClient client, UUID id, @Nullable UUID within) {
        return client.preparedQuery(FIND).execute(Tuple.of(id, within)).map(RowReader.first(Invitation::of));
    }

    static Future<Optional<Invitation>> find(SqlClient client, OneTimeToken token) {
        return client.preparedQuery(FIND_BY_TOKEN)
                .execute(Tuple.of(token.digest()))
                .map(RowReader.first(Invitation::of));
    }

    /** Sets another token, another week and another sender; the old token becomes void. */
    static Future<Void> renew(SqlClient client, UUID id, OneTimeToken token, InvitationSender inviter) {
        return client.preparedQuery(RENEW)
                .execute(Tuple.of(id, token.digest(), inviter.userId(), inviter.keyId(), LIFE_DAYS))
                .mapEmpty();
    }

    static Future<Void> setStatus(SqlClient client, UUID id, String status) {
        return client.preparedQuery(SET_STATUS).execute(Tuple.of(id, status)).mapEmpty();
    }

    /** Reads one page, oldest first, and one invitation more if there is another page. */
    static Future<List<Invitation>> list(
            SqlClient client, @Nullable UUID organizationId, Optional<PageCursor> after, int limit) {
        return page(client, LIST, organizationId, after, limit);
    }

    /** Reads one page like {@link #list}, newest first. */
    static Future<List<Invitation>> newest(
            SqlClient client, @Nullable UUID organizationId, Optional<PageCursor> after, int limit) {
        return page(client, NEWEST, organizationId, after, limit);
    }

    private static Future<List<Invitation>> page(
            SqlClient client, String sql, @Nullable UUID organizationId, Optional<PageCursor> after, int limit) {
        Tuple values = Tuple.tuple()
                .addUUID(organizationId)
                .addValue(after.isPresent() ? Timestamps.bound(after.get().createdAt()) : null)
                .addUUID(after.isPresent() ? after.get().id() : null)
                .addInteger(limit + 1);
        return client.preparedQuery(sql).execute(values).map(RowReader.all(Invitation::of));
    }
}
