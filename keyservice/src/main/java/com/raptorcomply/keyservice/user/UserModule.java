package com.raptorcomply.keyservice.user;

import com.raptorcomply.keyservice.activity.ActivityEndpoints;
import com.raptorcomply.keyservice.activity.ActivityReading;
import com.raptorcomply.keyservice.http.Endpoint;
import com.raptorcomply.keyservice.revocation.Revocations;
import com.raptorcomply.keyservice.signin.password.Passwords;
import com.raptorcomply.keyservice.signin.session.SignInAttempts;
import com.raptorcomply.keyservice.signin.totp.SecondFactors;
import io.vertx.sqlclient.Pool;
import java.util.HashMap;
import java.util.Map;

/** Creates the parts that manage users and organizations. */
public final class UserModule {
    private final Pool pool;
    private final Passwords passwords;
    private final SignInAttempts attempts;
    private final Revocations revocations;
    private final SecondFactors factors;

    public UserModule(
            Pool pool, Revocations revocations, Passwords passwords, SignInAttempts attempts, SecondFactors factors) {
        this.pool = pool;
        this.passwords = passwords;
        this.attempts = attempts;
        this.revocations = revocations;
        this.factors = factors;
    }

    public Map<String, Endpoint> endpoints() {
        Map<String, Endpoint> endpoints = new HashMap<>();
        endpoints.putAll(new MeEndpoints(pool).endpoints());
        endpoints.putAll(new OrganizationEndpoints(pool, organizationReading(), organizationChanges()).endpoints());
        endpoints.putAll(new UserEndpoints(pool, userReading(), userChanges()).endpoints());
        endpoints.putAll(new InvitationEndpoints(
                        pool, invitationReading(), invitationChanges(), new InvitationAcceptance(pool, passwords))
                .endpoints());
        endpoints.putAll(new PasswordEndpoint(password()).endpoints());
        endpoints.putAll(new SecondFactorEndpoints(secondFactor()).endpoints());
        endpoints.putAll(new IdentityEndpoint(pool).endpoints());
        endpoints.putAll(new ActivityEndpoints(new ActivityReading(pool)).endpoints());
        return endpoints;
    }

    public PasswordChange password() {
        return new PasswordChange(pool, passwords, new CurrentPassword(pool, passwords, attempts));
    }

    public SecondFactorChanges secondFactor() {
        return new SecondFactorChanges(pool, factors, new CurrentPassword(pool, passwords, attempts));
    }

    public CurrentPassword currentPassword() {
        return new CurrentPassword(pool, passwords, attempts);
    }

    public UserReading userReading() {
        return new UserReading(pool);
    }

    public UserChanges userChanges() {
        return new UserChanges(pool, revocations);
    }

    public RoleChange roleChange() {
        return new RoleChange(userChanges(), new CurrentPassword(pool, passwords, attempts));
    }

    public InvitationReading invitationReading() {
        return new InvitationReading(pool);
    }

    public InvitationChanges invitationChanges() {
        return new InvitationChanges(pool);
    }

    public OrganizationReading organizationReading() {
        return new OrganizationReading(pool);
    }

    public OrganizationChanges organizationChanges() {
        return new OrganizationChanges(pool, revocations);
    }
}
