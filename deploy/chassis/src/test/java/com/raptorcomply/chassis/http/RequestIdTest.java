package com.raptorcomply.chassis.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdTest {
    private static final String UUID_FORM = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    @ParameterizedTest
    @ValueSource(
            strings = {"12345678", "A-b_c.9-00", "0123456789012345678901234567890123456789012345678901234567890123"})
    void acceptsAHarmlessId(String sent) {
        assertThat(RequestId.choose(List.of(sent))).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1234567",
                "with space",
                "new\nline-line",
                "quote\"quote",
                "ünïcödé-1",
                "a/../../etc",
                "{{{{{{{{{"
            })
    void replacesAHarmfulId(String sent) {
        assertThat(RequestId.choose(List.of(sent))).matches(UUID_FORM);
    }

    @Test
    void replacesOneThatIsTooLongOrSentTwice() {
        assertThat(RequestId.choose(List.of("a".repeat(65)))).matches(UUID_FORM);
        assertThat(RequestId.choose(List.of("12345678", "12345678"))).matches(UUID_FORM);
        assertThat(RequestId.choose(List.of())).matches(UUID_FORM);
    }
}
