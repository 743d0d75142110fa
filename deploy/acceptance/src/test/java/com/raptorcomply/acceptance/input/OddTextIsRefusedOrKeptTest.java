package com.raptorcomply.acceptance.input;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.caller.Service;
import com.raptorcomply.acceptance.whole.Reply;
import com.raptorcomply.acceptance.whole.RunningWhole;
import com.raptorcomply.acceptance.whole.Whole;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The key service refuses unusual texts in any text field of its OpenAPI document, or stores and returns them
 * unchanged. The error names the field.
 */
@ExtendWith(RunningWhole.class)
class OddTextIsRefusedOrKeptTest {
    /**
     * The gateways' endpoints, and those where each wrong password or code counts against this machine's address or the
     * user.
     */
    private static final Set<String> LEFT_OUT = Set.of(
            "verifyApiKey",
            "reportUsage",
            "createSession",
            "completeProviderSignIn",
            "changeMyPassword",
            "enrolMyTotp",
            "confirmMyTotp",
            "renewMyRecoveryCodes",
            "removeMyTotp");

    private static final int MESSAGE_CHARACTERS_MAX = 400;

    @Test
    void andNoOperationIsForgotten(Whole whole) {
        assertThat(fields(whole)).extracting(TextField::operation).isSubsetOf(ValidBodies.OPERATIONS);
    }

    @TestFactory
    Stream<DynamicTest> inEveryField(Whole whole) {
        ValidBodies bodies = new ValidBodies(whole);
        return fields(whole).stream()
                .filter(field -> ValidBodies.OPERATIONS.contains(field.operation()))
                .map(field -> DynamicTest.dynamicTest(field.toString(), () -> {
                    for (OddText odd : OddText.values()) {
                        requireRefusedOrKept(bodies, field, odd);
                    }
                }));
    }

    private static List<TextField> fields(Whole whole) {
        List<TextField> fields = TextField.of(Service.KEYSERVICE.document(whole)).stream()
                .filter(field -> !LEFT_OUT.contains(field.operation()))
                .toList();
        assertThat(fields).hasSizeGreaterThan(20);
        return fields;
    }

    private static void requireRefusedOrKept(ValidBodies bodies, TextField field, OddText odd) {
        String what = field + " with " + odd;
        Reply reply = bodies.send(field, odd.text());
        if (field.isPlain()) {
            assertThat(reply.status() < 300).as(what + ": " + reply).isEqualTo(odd.isHarmless());
        }
        if (reply.status() < 300) {
            requireKept(bodies, field, odd, reply, what);
        } else {
            requireClear(field, odd, reply, what);
        }
    }

    private static void requireKept(ValidBodies bodies, TextField field, OddText odd, Reply reply, String what) {
        JsonObject answered = reply.json();
        if (answered.getValue(field.name()) instanceof String shown) {
            assertThat(shown).as(what).isEqualTo(odd.text());
            String path = reply.header("Location").orElse("");
            if (!path.isEmpty()) {
                assertThat(bodies.read(path).json().getString(field.name()))
                        .as(what)
                        .isEqualTo(odd.text());
            }
        }
    }

    /** Requires an error that names the field and contains none of the text. */
    private static void requireClear(TextField field, OddText odd, Reply reply, String what) {
        String shown = what + ": " + reply;
        assertThat(reply.status()).as(shown).isIn(400, 401, 404, 409, 422);
        JsonObject error = reply.json();
        assertThat(error.getString("message")).as(shown).isNotBlank().hasSizeLessThan(MESSAGE_CHARACTERS_MAX);
        if (odd.text().length() > 2) {
            assertThat(reply.body()).as(shown).doesNotContain(odd.text());
        }
        if (field.isPlain()) {
            assertThat(reply.status()).as(shown).isIn(400, 422);
        }
        if (reply.status() == 422) {
            assertThat(error.getString("field")).as(shown).startsWith(field.name());
        }
    }
}
