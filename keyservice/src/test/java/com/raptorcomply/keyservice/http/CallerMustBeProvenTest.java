package com.raptorcomply.keyservice.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.keyservice.stamp.StampSigner;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallerMustBeProvenTest {
    private final TestService service = TestService.shared();
    private final TestCaller admin = service.person(service.organization(), UserRole.ORG_ADMIN);
    private final StampSigner stranger = StampSigner.create(new SecureRandom());

    @Test
    void nobodyIs401() {
        Reply reply = service.get(null, "/api-keys");

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.object().getString("message")).isEqualTo("Missing X-API-Key header");
        assertThat(reply.header("WWW-Authenticate")).startsWith("ApiKey");
    }

    @Test
    void brokenStampIs401OfItsOwnKind() {
        Reply reply = service.send(service.request(null, "/api-keys").header(Stamp.HEADER, "a.b.c"));

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate")).isEqualTo("TenantStamp error=\"malformed\"");
    }

    @Test
    void twoStampsAre401() {
        Reply reply = service.send(service.request(admin, "/api-keys").header(Stamp.HEADER, "a.b.c"));

        assertThat(reply.status()).isEqualTo(401);
    }

    @Test
    void stampOfUnknownGatewayIs503() {
        Reply reply = service.send(
                service.request(null, "/api-keys").header(Stamp.HEADER, TestService.stamp(stranger, admin)));

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("Retry-After")).isNotEmpty();
    }

    @Test
    void stampOfGatewayThatJustJoinedIsGood() {
        service.register(stranger);

        Reply reply = service.send(
                service.request(null, "/api-keys").header(Stamp.HEADER, TestService.stamp(stranger, admin)));

        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void stampForAnotherServiceIs401() {
        TestCaller elsewhere = new TestCaller(
                admin.organizationId(),
                admin.keyId(),
                admin.ownerUserId(),
                admin.permissions(),
                Stamp.AUDIENCE_RESOURCES,
                null,
                List.of());

        Reply reply = service.get(elsewhere, "/api-keys");

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate")).isEqualTo("TenantStamp error=\"audience\"");
    }

    @Test
    void disabledPersonIs401WhateverTheStampSays() {
        service.execute("UPDATE app_user SET status = 'disabled' WHERE id = ?", admin.ownerUserId());

        Reply reply = service.get(admin, "/api-keys");

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.object().getString("message")).isEqualTo("Invalid API key");
    }
}
