package com.raptorcomply.keyservice.user;

import com.raptorcomply.keyservice.activity.ActivityEndpoints;
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
        endpoints.putAll(new OrganizationEndpoints(pool, new OrganizationChanges(pool, revocations)).endpoints());
        endpoints.putAll(new UserEndpoints(pool, new UserChanges(pool, revocations)).endpoints());
        endpoints.putAll(
                new InvitationEndpoints(pool, new InvitationChanges(pool), new InvitationAcceptance(pool, passwords))
                        .endpoints());
        CurrentPassword current = new CurrentPassword(pool, passwords, attempts);
        endpoints.putAll(new PasswordEndpoint(pool, passwords, current).endpoints());
        endpoints.putAll(new SecondFactorEndpoints(pool, factors, current).endpoints());
        endpoints.putAll(new IdentityEndpoint(pool).endpoints());
        endpoints.putAll(new ActivityEndpoints(pool).endpoints());
        return endpoints;
    }
}
