package com.raptorcomply.keyservice.admin.notice;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Alerts and webhooks of one organization, and its admin. */
record NoticeExamples(TestService service, Person admin) {
    private static final String HOSTILE = "<b>\u05d0\u05d1</b> & " + "W".repeat(120);

    static NoticeExamples in(TestService service) {
        return new NoticeExamples(service, Person.in(service, UserRole.ORG_ADMIN));
    }

    TestCaller caller() {
        return TestCaller.person(admin.organizationId(), admin.id());
    }

    String path() {
        return "/organizations/" + admin.organizationId() + "/webhooks";
    }

    /** Makes alerts of each type, current ones and one that is not. */
    NoticeExamples alerts() {
        Instant now = Instant.now();
        JsonObject key = service.mint(caller(), new JsonObject().put("name", HOSTILE));
        UUID id = UUID.fromString(key.getString("id"));
        service.execute("UPDATE api_key SET expires_at = now() + interval '6 days' WHERE id = ?", id);
        JsonObject ending = service.get(caller(), "/api-keys/" + id).object();
        alert("api_key.expiring", id, new JsonObject().put("key", ending).put("daysLeft", 7));
        JsonObject unused = new JsonObject().put("key", named("Nightly import")).put("unusedDays", 90);
        alert("api_key.unused", id, unused);
        alert(
                "api_key.revocation_scheduled",
                id,
                unused.copy().put("revokedAfter", now.plus(Duration.ofDays(7)).toString()));
        alert("api_key.leak_reported", id, new JsonObject().put("key", named("Pasted in a forum")));
        alert(
                "api_key.expired",
                id,
                new JsonObject()
                        .put(
                                "key",
                                named("Meter readings")
                                        .put(
                                                "expiresAt",
                                                now.minus(Duration.ofDays(2)).toString())));
        alert(
                "sign_in.new_place",
                null,
                new JsonObject()
                        .put("user", named("Some Body"))
                        .put("address", "2001:db8:85a3::8a2e:370:7334")
                        .put("userAgent", "x".repeat(300)));
        return this;
    }

    private static JsonObject named(String name) {
        return new JsonObject().put("name", name);
    }

    private void alert(String type, @Nullable UUID keyId, JsonObject data) {
        service.execute(
                "INSERT INTO notice VALUES (gen_random_uuid(), ?, ?, ?, ?, now(), ?::jsonb)",
                admin.organizationId(),
                type,
                keyId,
                keyId == null ? admin.id() : null,
                data.encode());
    }

    /** Makes a webhook and returns its path below the organization's settings. */
    String webhook(String name) {
        JsonObject body = new JsonObject()
                .put("name", name)
                .put("url", "https://hooks.example.com/services/" + "T0".repeat(40))
                .put("types", List.of("api_key.leak_reported", "sign_in.new_place"));
        Reply made = service.post(caller(), path(), body);
        return "/admin/organization/webhooks/" + made.object().getString("id");
    }

    String hostile() {
        return webhook(HOSTILE);
    }

    /** Fills the log of a webhook with a delivery in each state. */
    void deliveries(String webhook) {
        UUID id = UUID.fromString(webhook.replaceFirst(".*/", ""));
        delivery(id, "delivered", 1, 204, null);
        delivery(id, "failed", 10, 500, "status");
        delivery(id, "failed", 10, null, "address_not_allowed");
        delivery(id, "pending", 2, null, "timed_out");
        delivery(id, "dropped", 0, null, "queue_full");
    }

    private void delivery(UUID webhook, String state, int attempts, @Nullable Integer status, @Nullable String error) {
        service.execute(
                """
                WITH made AS (INSERT INTO notice VALUES (gen_random_uuid(), ?, 'api_key.rotated', NULL, NULL, now(), \
                  jsonb_build_object('key', jsonb_build_object('name', 'Pasted in a forum'))) RETURNING id) \
                INSERT INTO webhook_delivery (webhook_id, organization_id, notice_id, state, attempts, status_code, error, \
                  duration_millis, next_at) SELECT ?, ?, id, ?, ?, ?::int, ?, 83, \
                  CASE WHEN ? THEN now() + interval '2 hours' END FROM made""",
                admin.organizationId(),
                webhook,
                admin.organizationId(),
                state,
                attempts,
                status,
                error,
                state.equals("pending"));
    }
}
