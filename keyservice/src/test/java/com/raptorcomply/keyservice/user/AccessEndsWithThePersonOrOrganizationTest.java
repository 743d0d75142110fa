package com.raptorcomply.keyservice.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.keyservice.Gateways;
import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.KeyRole;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.client.grant.Verdict;
import io.vertx.core.json.JsonObject;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AccessEndsWithThePersonOrOrganizationTest {
    private final TestService service = TestService.shared();
    private final Gateways gateways = new Gateways(service);
    private final UUID organizationId = service.organization();
    private final TestCaller admin = service.person(organizationId, UserRole.ORG_ADMIN);
    private final TestCaller user = service.person(organizationId, UserRole.ORG_ADMIN);
    private final TestCaller platformAdmin = service.person(service.organization(), UserRole.PLATFORM_ADMIN);
    private final String userKey = Await.result(service.bootstrap()
                    .createUserKey(organizationId, Objects.requireNonNull(user.ownerUserId()), "Mine"))
            .reveal();
    private final String organizationKey = Await.result(
                    service.bootstrap().createOrganizationKey(organizationId, "Ours", KeyRole.API_USER))
            .reveal();

    @Test
    void disabledUsersKeyIsRefusedAndWorksAgainOnceEnabled() {
        Reply reply = service.patch(admin, userPath(), new JsonObject().put("status", "disabled"));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(gateways.verify(userKey)).isInstanceOf(Verdict.Refused.class);
        assertThat(gateways.verify(organizationKey)).isInstanceOf(Verdict.Granted.class);
        service.patch(admin, userPath(), new JsonObject().put("status", "active"));
        assertThat(gateways.verify(userKey)).isInstanceOf(Verdict.Granted.class);
    }

    @Test
    void deletedUsersKeyIsRefused() {
        assertThat(service.delete(admin, userPath()).status()).isEqualTo(200);
        assertThat(gateways.verify(userKey)).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void deletedUsersKeyIsListedAsRevokedWithTheReceiptOfTheDeletion() {
        String active = "/api-keys?kind=user&status=active&owner=" + user.ownerUserId();
        JsonObject listed = service.get(admin, active).array().getJsonObject(0);

        String receipt = service.delete(admin, userPath()).object().getString("id");

        assertThat(service.get(admin, active).array()).isEmpty();
        String path = "/api-keys/" + listed.getString("id");
        JsonObject key = service.get(admin, path).object();
        assertThat(key.getString("status")).isEqualTo("revoked");
        assertThat(key.getJsonObject("revokedBy").getString("id"))
                .isEqualTo(Objects.requireNonNull(admin.ownerUserId()).toString());
        Reply again = service.delete(admin, path);
        assertThat(again.status()).as(again.body()).isEqualTo(200);
        assertThat(again.object().getString("id")).isEqualTo(receipt);
    }

    @Test
    void demotionNarrowsTheUsersKey() {
        service.patch(admin, userPath(), new JsonObject().put("role", "user"));
        assertThat(gateways.verify(userKey)).isInstanceOfSatisfying(Verdict.Granted.class, granted -> assertThat(
                        granted.grant().permissions().contains("users:delete"))
                .isFalse());
    }

    @Test
    void everyChangeOfRightsIsInTheOrderOfChanges() {
        long before = logged("user", String.valueOf(user.ownerUserId()));
        service.patch(admin, userPath(), new JsonObject().put("role", "user"));
        service.patch(admin, userPath(), new JsonObject().put("status", "disabled"));
        service.delete(admin, userPath());
        assertThat(logged("user", String.valueOf(user.ownerUserId()))).isEqualTo(before + 3);
    }

    @Test
    void suspendedOrganizationsKeysAreRefusedUntilItIsResumed() {
        String path = "/organizations/" + organizationId;
        assertThat(service.patch(platformAdmin, path, new JsonObject().put("status", "suspended"))
                        .status())
                .isEqualTo(200);
        assertThat(gateways.verify(organizationKey)).isInstanceOf(Verdict.Refused.class);
        assertThat(gateways.verify(userKey)).isInstanceOf(Verdict.Refused.class);
        service.patch(platformAdmin, path, new JsonObject().put("status", "active"));
        assertThat(gateways.verify(organizationKey)).isInstanceOf(Verdict.Granted.class);
        assertThat(logged("organization", organizationId.toString())).isEqualTo(2);
    }

    @Test
    void deletedOrganizationIsGoneWithItsPeople() {
        String path = "/organizations/" + organizationId;
        Reply reply = service.delete(platformAdmin, path);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(gateways.verify(organizationKey)).isInstanceOf(Verdict.Refused.class);
        assertThat(service.get(platformAdmin, path).status()).isEqualTo(404);
        assertThat(service.delete(platformAdmin, path).object()).isEqualTo(reply.object());
        assertThat(service.delete(admin, path).status()).isNotEqualTo(200);
        assertThat(service.get(platformAdmin, userPath()).status()).isEqualTo(404);
        String receipt = path + "/receipts/" + reply.object().getString("id");
        assertThat(service.get(platformAdmin, receipt).object().getString("action"))
                .isEqualTo("organization deleted");
    }

    @Test
    void onlyPlatformAdminsSuspendOrDeleteAndNotTheirOwn() {
        String path = "/organizations/" + organizationId;
        assertThat(service.patch(admin, path, new JsonObject().put("status", "suspended"))
                        .status())
                .isEqualTo(403);
        assertThat(service.delete(admin, path).status()).isEqualTo(403);
        assertThat(service.patch(admin, path, new JsonObject().put("name", "Renamed"))
                        .status())
                .isEqualTo(200);
        assertThat(service.get(admin, path).object().getString("name")).isEqualTo("Renamed");
        String own = "/organizations/" + platformAdmin.organizationId();
        assertThat(service.delete(platformAdmin, own).status()).isEqualTo(409);
        assertThat(service.get(admin, own).status()).isEqualTo(404);
        assertThat(service.patch(admin, own, new JsonObject().put("name", "Mine"))
                        .status())
                .isEqualTo(404);
        assertThat(service.get(admin, "/organizations").array()).hasSize(1);
    }

    @Test
    void anotherNameIsInTheOrderOfChangesAndNeedsNoReceipt() {
        long before = logged("user", String.valueOf(user.ownerUserId()));
        Reply renamed = service.patch(admin, userPath(), new JsonObject().put("name", "Another Name"));
        service.patch(admin, userPath(), new JsonObject().put("name", "Another Name"));
        assertThat(logged("user", String.valueOf(user.ownerUserId()))).isEqualTo(before + 1);
        assertThat(renamed.object().containsKey("receipt")).isFalse();
    }

    private String userPath() {
        return "/users/" + user.ownerUserId();
    }

    private long logged(String kind, String id) {
        return service.count("SELECT count(*) FROM change_log WHERE subject_kind = ? AND subject_id = ?", kind, id);
    }
}
