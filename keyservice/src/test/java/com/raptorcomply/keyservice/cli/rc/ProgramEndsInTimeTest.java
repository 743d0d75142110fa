package com.raptorcomply.keyservice.cli.rc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ProgramEndsInTimeTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    @Timeout(20)
    void orIsEnded() {
        assertThatThrownBy(() -> Program.run(List.of("sleep", "60"), "", SHORT))
                .isInstanceOf(RcException.class)
                .hasMessage("sleep does not end");
    }

    @Test
    void andItsOutputIsReadWhole() {
        assertThat(Program.run(List.of("sh", "-c", "cat; head -c 300000 /dev/zero | tr '\\0' x"), "begin ", LONG))
                .hasSize("begin ".length() + 300_000)
                .startsWith("begin x");
    }

    @Test
    void andAFailureHasItsStatus() {
        assertThatThrownBy(() -> Program.run(List.of("sh", "-c", "exit 3"), "", LONG))
                .isInstanceOf(RcException.class)
                .hasMessage("sh ended with status 3");
    }
}
