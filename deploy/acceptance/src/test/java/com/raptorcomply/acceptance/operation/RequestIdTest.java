package com.raptorcomply.acceptance.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.whole.Reply;
import com.raptorcomply.acceptance.whole.RunningWhole;
import com.raptorcomply.acceptance.whole.Whole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every response has a request id: the client's if it is well-formed, else a new one. */
@ExtendWith(RunningWhole.class)
class RequestIdTest {

    @Test
    void isTakenFromTheClient(Whole whole) {
        for (String path : new String[] {"/facilities", "/validate", "/nothing", "/api-keys"}) {
            assertThat(sent(whole, path, "trace-0123.ABC_9").header("X-Request-Id"))
                    .as(path)
                    .hasValue("trace-0123.ABC_9");
        }
    }

    @Test
    void isMadeIfTheClientsIsNotWellFormed(Whole whole) {
        for (String bad : new String[] {"short", "with space in it", "x".repeat(65), "<script>alert(1)</script>"}) {
            assertThat(sent(whole, "/validate", bad).header("X-Request-Id"))
                    .hasValueSatisfying(
                            id -> assertThat(id).matches("[A-Za-z0-9._-]{8,64}").isNotEqualTo(bad));
        }
    }

    @Test
    void isAnotherEachTime(Whole whole) {
        assertThat(whole.clientA().get("/validate").header("X-Request-Id"))
                .isNotEqualTo(whole.clientA().get("/validate").header("X-Request-Id"));
    }

    private static Reply sent(Whole whole, String path, String id) {
        return whole.clientA().send("GET", path, "", request -> request.header("X-Request-Id", id));
    }
}
