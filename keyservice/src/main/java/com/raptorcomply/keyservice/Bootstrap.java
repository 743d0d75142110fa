package com.raptorcomply.keyservice;

import com.raptorcomply.chassis.settings.Secret;
import com.raptorcomply.keyservice.activity.ActivityContext;
import com.raptorcomply.keyservice.auth.KeyRole;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.client.key.NewKey;
import com.raptorcomply.keyservice.idempotency.Idempotency;
import com.raptorcomply.keyservice.key.CreateKey;
import com.raptorcomply.keyservice.key.CreatedKey;
import com.raptorcomply.keyservice.key.KeyAttributes;
import com.raptorcomply.keyservice.key.PermissionSource;
import com.raptorcomply.keyservice.signin.password.Passwords;
import com.raptorcomply.keyservice.user.Organizations;
import com.raptorcomply.keyservice.user.email.EmailAddress;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Creates the first organizations, users and keys for the operator. No caller's rights are checked. */
public final class Bootstrap {
    private static final String INSERT_USER =
            "INSERT INTO app_user (id, organization_id, email, name, role, address_key) VALUES ($1, $2, $3, $4, $5, $6)";

    private static final String SET_PASSWORD =
            "UPDATE app_user SET password_hash = $2, address_claimed = true WHERE id = $1";

    private final Pool pool;
    private final CreateKey createKey;
    private final Passwords passwords;

    Bootstrap(Pool pool, CreateKey createKey, Passwords passwords) {
        this.pool = pool;
        this.createKey = createKey;
        this.passwords = passwords;
    }

    /** @return the organization's id */
    public Future<UUID> createOrganization(String name) {
        return Organizations.create(pool, name).map(made -> UUID.fromString(made.getString("id")));
    }

    /**
     * Creates a user who cannot sign in until a password is set.
     *
     * @return the user's id
     */
    public Future<UUID> createUser(UUID organizationId, String email, String name, UserRole role) {
        UUID id = UUID.randomUUID();
        return pool.preparedQuery(INSERT_USER)
                .execute(Tuple.of(id, organizationId, email, name, role.label(), EmailAddress.key(email)))
                .map(id);
    }

    /**
     * Creates a user who signs in with this password.
     *
     * @return the user's id
     */
    public Future<UUID> createUser(UUID organizationId, String email, String name, UserRole role, Secret password) {
        return passwords.hash(password.reveal()).compose(hash -> createUser(organizationId, email, name, role)
                .compose(id -> pool.preparedQuery(SET_PASSWORD)
                        .execute(Tuple.of(id, hash))
                        .map(id)));
    }

    /** Creates an organization key. The caller must keep its value, because it is stored nowhere. */
    public Future<NewKey> createOrganizationKey(UUID organizationId, String name, KeyRole role) {
        return create(organizationId, null, name, PermissionSource.of(role));
    }

    /** Creates a user key. The caller must keep its value, because it is stored nowhere. */
    public Future<NewKey> createUserKey(UUID organizationId, UUID userId, String name) {
        return create(organizationId, userId, name, new PermissionSource.OfOwner());
    }

    private Future<NewKey> create(UUID organizationId, @Nullable UUID owner, String name, PermissionSource rights) {
        KeyAttributes terms = new KeyAttributes(name, rights, List.of(), null, null);
        return createKey
                .create(organizationId, owner, terms, List.of(), ActivityContext.command("bootstrap"), Idempotency.NONE)
                .map(CreatedKey::secret);
    }
}
