package com.raptorcomply.keyservice.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormBecomesTheJsonOfTheApiTest {
    private final FormFields form = new FormFields(Map.of(
            "name", List.of("Import"),
            "empty", List.of(""),
            "permissions", List.of("a:read", "b:read"),
            "one", List.of("a:read"),
            "checked", List.of("on"),
            "rateLimit.requests", List.of(" 100 "),
            "rateLimit.burst", List.of("many"),
            "day", List.of("2027-01-31"),
            "networks", List.of("10.0.0.0/8\n\n 192.0.2.1 \n"),
            "csrf", List.of("token")));

    @Test
    void textsNumbersDaysAndBoxes() {
        assertThat(form.json()
                        .text("name")
                        .integer("rateLimit.requests")
                        .integer("rateLimit.burst")
                        .day("day", ZoneId.of("America/Chicago"))
                        .flag("checked")
                        .flag("absent")
                        .body())
                .isEqualTo(new JsonObject()
                        .put("name", "Import")
                        .put("rateLimit", new JsonObject().put("requests", 100L).put("burst", "many"))
                        .put("day", "2027-01-31T06:00:00Z")
                        .put("checked", true)
                        .put("absent", false));
    }

    @Test
    void textsWithoutWhatNobodySeesButPasswordsAsTyped() {
        String decomposed = " \u00a0Me\u0301tering team\t ";
        FormFields typed = new FormFields(Map.of("name", List.of(decomposed), "blank", List.of(" \u00a0")));
        assertThat(typed.json()
                        .text("name")
                        .text("blank")
                        .textOrEmpty("blank")
                        .password("name")
                        .body())
                .isEqualTo(new JsonObject().put("name", decomposed).put("blank", ""));
        assertThat(typed.json().text("name").text("blank").body())
                .isEqualTo(new JsonObject().put("name", "M\u00e9tering team"));
    }

    @Test
    void listsOfAnyLength() {
        assertThat(form.json()
                        .texts("permissions")
                        .texts("one")
                        .texts("empty")
                        .allTexts("none")
                        .lines("networks")
                        .body())
                .isEqualTo(new JsonObject()
                        .put("permissions", new JsonArray().add("a:read").add("b:read"))
                        .put("one", new JsonArray().add("a:read"))
                        .put("none", new JsonArray())
                        .put("networks", new JsonArray().add("10.0.0.0/8").add("192.0.2.1")));
    }

    @Test
    void andWhatIsEmptyIsAbsentUnlessItMustBeThere() {
        assertThat(form.json()
                        .text("empty")
                        .text("absent")
                        .day("empty", ZoneOffset.UTC)
                        .integer("empty")
                        .body())
                .isEqualTo(new JsonObject());
        assertThat(form.json().textOrEmpty("empty").body()).isEqualTo(new JsonObject().put("empty", ""));
    }
}
