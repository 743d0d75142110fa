package com.raptorcomply.resources.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.stamp.Stamp.Restriction;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A code leads to an address or to a record that the caller sees: as JSON, within the caller's organization. */
class LinkIsAnsweredNeverFollowedTest {
    private final Caller caller = Caller.ofNewOrganization();
    private final Records records = Records.of(caller);
    private final UUID facility = records.facility("F-1");

    @BeforeEach
    void name() {
        records.executeAsOwner("INSERT INTO organization VALUES ('" + caller.organization()
                + "', 'Énergie du Québec, Inc.', 'active', 'UTC')");
    }

    @Test
    void byItsCode() {
        Answer made = caller.post("/links", url("visitors", "https://docs.example.com/a?b=c"));
        assertThat(made.status()).as(made.body()).isEqualTo(201);

        for (String organization :
                List.of("energie-du-quebec-inc", caller.organization().toString())) {
            Answer found = caller.get(path(organization, "visitors"));
            assertThat(found.status()).isEqualTo(200);
            assertThat(found.body()).isEqualTo(made.body());
            assertThat(found.header("Location")).isEmpty();
            assertThat(found.header("Content-Type")).isEqualTo("application/json");
        }
        assertThat(caller.get("/links/" + made.object().getString("id")).body()).isEqualTo(made.body());
    }

    @Test
    void withThePathOfARecord() {
        JsonObject made =
                caller.post("/links", record("site", "facility", facility)).object();

        assertThat(made.getString("path")).isEqualTo("/facilities/" + facility);
        assertThat(caller.get(made.getString("path")).status()).isEqualTo(200);
    }

    @Test
    void underACodeOfTheServiceIfNoneIsGiven() {
        String code =
                caller.post("/links", url(null, "http://example.com")).object().getString("linkCode");

        assertThat(code).matches("[0-9a-f]{12}");
        assertThat(caller.get(path("energie-du-quebec-inc", code)).status()).isEqualTo(200);
    }

    @Test
    void notAfterItIsDeletedAndItsCodeIsFreeThen() {
        String made =
                caller.post("/links", url("visitors", "https://example.com")).header("Location");
        assertThat(caller.post("/links", url("visitors", "https://example.com")).status())
                .isEqualTo(409);

        assertThat(caller.delete(made).status()).isEqualTo(204);
        assertThat(caller.get(path("energie-du-quebec-inc", "visitors")).status())
                .isEqualTo(404);
        assertThat(caller.post("/links", url("visitors", "https://example.com")).status())
                .isEqualTo(201);
    }

    @Test
    void toNoOtherOrganization() {
        caller.post("/links", url("visitors", "https://example.com"));
        Caller stranger = Caller.ofNewOrganization();

        for (String organization :
                List.of("energie-du-quebec-inc", caller.organization().toString(), "other")) {
            assertThat(stranger.get(path(organization, "visitors")).status()).isEqualTo(404);
        }
        assertThat(caller.get(path(stranger.organization().toString(), "visitors"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void toWhatARestrictedCallerSeesOnly() {
        UUID other = records.facility("F-2");
        caller.post("/links", url("visitors", "https://example.com"));
        caller.post("/links", record("mine", "facility", facility));
        caller.post("/links", record("other", "facility", other));
        Caller restricted =
                caller.withRestrictions(new Restriction(List.of(facility), List.of(), List.of(), List.of()));

        assertThat(restricted.get("/links").array())
                .map(link -> ((JsonObject) link).getString("linkCode"))
                .containsExactly("mine");
        assertThat(restricted.get(path("energie-du-quebec-inc", "other")).status())
                .isEqualTo(404);
        assertThat(restricted.post("/links", record("more", "facility", other)).status())
                .isEqualTo(422);
        assertThat(restricted.post("/links", url("more", "https://example.com")).status())
                .isEqualTo(403);
        assertThat(restricted
                        .post("/links", record("more", "facility", facility))
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:text/html,x",
                "file:///etc/passwd",
                "//example.com",
                "/facilities",
                "https://",
                "https://user:secret@example.com",
                "https://exa mple.com",
                "ftp://example.com"
            })
    void toNoOtherKindOfAddress(String address) {
        Answer refused = caller.post("/links", url("x", address));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.object().getString("field")).isEqualTo("url");
    }

    @Test
    void faultsNameTheirField() {
        assertThat(field(url("a/b", "https://example.com"))).isEqualTo("linkCode");
        assertThat(field(url("a b", "https://example.com"))).isEqualTo("linkCode");
        assertThat(field(record("x", "facility", UUID.randomUUID()))).isEqualTo("resourceId");
        assertThat(field(record("x", "person", facility))).isEqualTo("resourceType");
        assertThat(field(url("x", "https://example.com").put("resourceId", facility.toString())))
                .isEqualTo("url");
        assertThat(field(new JsonObject().put("resourceId", facility.toString())))
                .isEqualTo("resourceType");
    }

    private String field(JsonObject body) {
        Answer refused = caller.post("/links", body);
        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        return refused.object().getString("field");
    }

    private static String path(String organization, String code) {
        return "/links/by-organization/" + organization + "/by-code/" + code;
    }

    private static JsonObject url(@org.jspecify.annotations.Nullable String code, String address) {
        return new JsonObject().put("linkCode", code).put("url", address);
    }

    private static JsonObject record(String code, String type, UUID id) {
        return new JsonObject().put("linkCode", code).put("resourceType", type).put("resourceId", id.toString());
    }
}
