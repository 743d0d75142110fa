package com.raptorcomply.gateway;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.grant.Permissions;
import com.raptorcomply.keyservice.client.grant.Verdict;
import com.raptorcomply.keyservice.client.protocol.InternalProtocolContract;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;

/** The key service of the gateway's tests. */
class InMemoryKeyServiceKeepsTheInternalContractTest extends InternalProtocolContract {
    private static final Vertx VERTX = Vertx.vertx();
    private static final InMemoryKeyService SERVICE = start();

    private static InMemoryKeyService start() {
        try {
            return new InMemoryKeyService(VERTX);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    static void stop() {
        SERVICE.close();
        Await.result(VERTX.close());
    }

    @Override
    protected String url() {
        return SERVICE.url();
    }

    @Override
    protected String credential() {
        return InMemoryKeyService.CREDENTIAL;
    }

    @Override
    protected String key(String... permissions) {
        return SERVICE.key(grant -> with(grant, permissions));
    }

    private static Grant with(Grant grant, String... permissions) {
        return TestGrants.with(grant, Permissions.of(List.of(permissions)), grant.sequence());
    }

    @Override
    protected String expiredKey() {
        return SERVICE.refusedKey(Verdict.Reason.EXPIRED);
    }

    @Override
    protected UUID user() {
        return SERVICE.user("tasks:read");
    }

    @Override
    protected void revoke(String key) {
        SERVICE.revoke(key);
    }

    @Override
    protected long requests(String key) {
        return SERVICE.uses(key).stream()
                .flatMap(use -> use.requests().values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }
}
