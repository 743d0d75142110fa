package com.raptorcomply.chassis.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two names or codes that look alike are equal, and every code can be typed. */
class NameThatMisleadsIsRefusedTest {
    private static final int MAX = 10;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \t ",
                "\u2003\u00A0",
                " a",
                "a ",
                "\u00A0a",
                "a\u3000",
                "e\u0301",
                "\u212B",
                "a\nb",
                "a\u0000b",
                "a\u200Bb",
                "a\u00ADb",
                "\uFEFFa",
                "a\u202Eb",
                "a\u2028b",
                "a\u0378b",
                "a\u3164b",
                "\u2800",
                "a\u034Fb",
                "12345678901"
            })
    void asANameAndAsACode(String text) {
        assertThat(PlainText.nameObjection(text, MAX)).isPresent();
        assertThat(PlainText.codeObjection(text, MAX)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u00A0b", "a\u2009b", "a\u200Db", "a\u200Cb", "a\uFE0F", "\uE000"})
    void asACodeOnly(String text) {
        assertThat(PlainText.nameObjection(text, MAX)).isEmpty();
        assertThat(PlainText.codeObjection(text, MAX)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "R-17 b",
                "\u00E9",
                "\u0645\u0641\u062A",
                "\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00",
                "1234567890"
            })
    void visibleTextIsAccepted(String text) {
        assertThat(PlainText.nameObjection(text, MAX)).isEmpty();
        assertThat(PlainText.codeObjection(text, MAX)).isEmpty();
    }

    @Test
    void emojiOfSeveralPartsMayStandInAName() {
        assertThat(PlainText.nameObjection("\uD83D\uDC69\u200D\uD83D\uDD27", MAX))
                .isEmpty();
    }
}
