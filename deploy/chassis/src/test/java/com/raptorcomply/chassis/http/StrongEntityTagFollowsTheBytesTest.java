package com.raptorcomply.chassis.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Clients keep tags across releases, so what a tag is made of does not change. */
class StrongEntityTagFollowsTheBytesTest {
    @Test
    void isHalfOfTheirSha256InQuotes() {
        assertThat(tag("abc")).isEqualTo("\"ungWv48Bz-pBQUDeXa4iIw\"");
    }

    @Test
    void andChangesWithAnyOfThem() {
        assertThat(tag("abd")).isNotEqualTo(tag("abc")).matches("\"[A-Za-z0-9_-]{22}\"");
    }

    private static String tag(String text) {
        return StrongEntityTag.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
