package com.raptorcomply.acceptance.input;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.whole.Reply;
import com.raptorcomply.acceptance.whole.RunningWhole;
import com.raptorcomply.acceptance.whole.Whole;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Unknown routes, methods and parameters are refused, and internal endpoints are unreachable. */
@ExtendWith(RunningWhole.class)
class UnknownTargetIsRefusedTest {

    @Test
    void anUnknownRoute(Whole whole) {
        for (String path : new String[] {
            "/nothing", "/facilities/a/b/c", "/", "/internal/verifications", "/internal/sessions", "/metrics"
        }) {
            Reply refused = whole.clientA().get(path);
            assertThat(refused.status()).as(path + ": " + refused).isEqualTo(404);
            assertThat(refused.json().getString("error")).isEqualTo("Not Found");
        }
    }

    @Test
    void aPathThatTriesToBeAnother(Whole whole) {
        for (String path : new String[] {
            "/facilities/../internal/verifications",
            "/facilities/%2e%2e/api-keys",
            "//api-keys",
            "/facilities%2f..%2fapi-keys"
        }) {
            Reply refused = whole.clientA().get(path);
            assertThat(refused.status()).as(path + ": " + refused).isIn(400, 404);
        }
    }

    /** A client that encodes in another charset is not told that its tag is free. */
    @Test
    void aTargetThatIsNotUtf8(Whole whole) {
        for (String target : new String[] {
            "/cyber-assets?assetTag=Stra%DFe", "/cyber-assets/%C0%AF", "/users?q=%ED%A0%80", "/organizations/a%FF"
        }) {
            Reply refused = whole.adminA().get(target);
            assertThat(refused.status()).as(target + ": " + refused).isEqualTo(400);
            assertThat(refused.json().getString("message"))
                    .isEqualTo("The request target must be percent-encoded in UTF-8");
        }
        assertThat(whole.clientA().get("/cyber-assets?assetTag=Stra%C3%9Fe").status())
                .isEqualTo(200);
    }

    @Test
    void aWrongMethod(Whole whole) {
        Reply refused = whole.clientA().send("PUT", "/facilities", "{}", request -> request);
        assertThat(refused.status()).as(refused.toString()).isEqualTo(405);
        assertThat(refused.header("Allow"))
                .hasValueSatisfying(allow -> assertThat(allow).contains("GET"));
    }

    @Test
    void aBadParameter(Whole whole) {
        for (String query :
                new String[] {"limit=0", "limit=1001", "limit=ten", "cursor=rubbish&limit=2", "updatedSince=yesterday"
                }) {
            Reply refused = whole.clientA().get("/cyber-assets?" + query);
            assertThat(refused.status()).as(query + ": " + refused).isEqualTo(400);
            assertThat(refused.json().getString("error")).isEqualTo("Bad Request");
        }
    }

    @Test
    void anIdThatIsNone(Whole whole) {
        assertThat(whole.clientA().get("/facilities/1").status()).isIn(400, 404);
        assertThat(whole.adminA().delete("/api-keys/'%20or%201=1").status()).isIn(400, 404);
    }

    @Test
    void badTermsOfAKey(Whole whole) {
        JsonObject good = new JsonObject().put("name", "n").put("kind", "organization");
        for (JsonObject bad : new JsonObject[] {
            good.copy().put("name", ""),
            good.copy().put("name", "x".repeat(256)),
            good.copy().put("kind", "other"),
            good.copy().put("expiresAt", "2001-01-01T00:00:00Z"),
            good.copy().put("permissions", new io.vertx.core.json.JsonArray().add("everything:always")),
            good.copy().put("organizationId", "x"),
            good.copy().put("unknown", 1)
        }) {
            Reply refused = whole.adminA().post("/api-keys", bad);
            assertThat(refused.status()).as(bad + ": " + refused).isBetween(400, 422);
            assertThat(refused.json().getString("message")).isNotBlank();
        }
    }
}
