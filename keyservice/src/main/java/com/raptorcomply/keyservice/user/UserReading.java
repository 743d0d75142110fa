package com.raptorcomply.keyservice.user;

import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.client.grant.Subject;
import com.raptorcomply.keyservice.revocation.Receipt;
import com.raptorcomply.keyservice.revocation.ReceiptCursor;
import com.raptorcomply.keyservice.revocation.Receipts;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads users and the receipts of their changes, for callers that may see them. */
public final class UserReading {
    /** The largest number of receipts in a list, newest first. */
    static final int RECEIPTS_MAX = 1_000;

    private final Pool pool;

    UserReading(Pool pool) {
        this.pool = pool;
    }

    /**
     * Returns the page, oldest first, and one user more if there is another page. It fails with 403 if the caller may
     * not see the organization's users. A platform admin who names no organization sees all.
     */
    public Future<List<User>> list(Principal caller, UserFilter filter) {
        @Nullable
        UUID organizationId = filter.organizationId().isEmpty() && AccessRules.isPlatformAdmin(caller)
                ? null
                : AccessRules.organization(caller, filter.organizationId());
        AccessRules.require(
                caller, Permissions.USERS_READ, organizationId == null ? caller.organizationId() : organizationId);
        return UserList.read(pool, organizationId, filter);
    }

    /** Returns the calling user; fails with 403 if the caller is no user. */
    public Future<User> self(Principal caller) {
        return Users.find(pool, AccessRules.requirePerson(caller), null).map(Problem::orNotFound);
    }

    /** Fails with 403 if the caller may see no users, with 404 if it may not see this one. */
    public Future<User> read(Principal caller, UUID id) {
        AccessRules.require(caller, Permissions.USERS_READ, caller.organizationId());
        return Users.find(pool, id, AccessRules.reach(caller)).map(Problem::orNotFound);
    }

    /** Returns a user's receipt if the caller may see the user, or could before the user was deleted; else 404. */
    public Future<ReceiptCursor.Named> receipt(Principal caller, UUID id, UUID receiptId) {
        AccessRules.require(caller, Permissions.USERS_READ, caller.organizationId());
        return Receipts.findNamed(pool, receiptId)
                .map(found -> found.filter(named -> named.receipt().subject().equals(Subject.user(id)))
                        .filter(named -> AccessRules.holds(
                                caller, Permissions.USERS_READ, named.receipt().organizationId())))
                .map(Problem::orNotFound);
    }

    /**
     * Returns a user's receipts, newest first. It fails with 404 if the caller may not see the user and could not
     * before the deletion.
     */
    public Future<List<Receipt>> receipts(Principal caller, UUID id) {
        AccessRules.require(caller, Permissions.USERS_READ, caller.organizationId());
        return Receipts.of(pool, Subject.user(id), RECEIPTS_MAX)
                .map(found -> found.stream()
                        .filter(receipt -> AccessRules.holds(caller, Permissions.USERS_READ, receipt.organizationId()))
                        .toList())
                .compose(seen -> seen.isEmpty()
                        ? Users.find(pool, id, AccessRules.reach(caller))
                                .map(Problem::orNotFound)
                                .map(seen)
                        : Future.succeededFuture(seen));
    }
}
