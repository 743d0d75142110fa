package com.raptorcomply.keyservice;

import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.client.protocol.InternalProtocolContract;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** The real key service, on PostgreSQL. */
class KeyServiceKeepsTheInternalContractTest extends InternalProtocolContract {
    private final TestService service = TestService.shared();
    private final UUID organization = service.organization();
    private final TestCaller admin = service.person(organization, UserRole.ORG_ADMIN);
    private final Map<String, String> ids = new HashMap<>();

    @Override
    protected String url() {
        return "http://127.0.0.1:" + service.port();
    }

    @Override
    protected String credential() {
        return TestService.GATEWAY_CREDENTIAL;
    }

    @Override
    protected String key(String... permissions) {
        JsonObject created =
                service.mint(admin, new JsonObject().put("permissions", new JsonArray(List.of(permissions))));
        String key = created.getString("key");
        ids.put(key, created.getString("id"));
        return key;
    }

    @Override
    protected String expiredKey() {
        String key = key();
        service.execute("UPDATE api_key SET expires_at = now() - interval '1 hour' WHERE id = ?::uuid", ids.get(key));
        return key;
    }

    @Override
    protected UUID user() {
        return Objects.requireNonNull(
                service.person(organization, UserRole.USER).ownerUserId());
    }

    /** Does not wait until the revocation is effective, because the session of the test does not renew its lease. */
    @Override
    protected void revoke(String key) {
        service.send(service.request(admin, "/api-keys/" + ids.get(key))
                .header("Prefer", "wait=0")
                .DELETE());
    }

    @Override
    protected long requests(String key) {
        return service.count(
                "SELECT COALESCE(sum(requests), 0) FROM key_usage_day WHERE key_id = ?::uuid",
                Objects.requireNonNull(ids.get(key)));
    }
}
