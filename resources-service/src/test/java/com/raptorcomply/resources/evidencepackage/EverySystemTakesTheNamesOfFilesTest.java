package com.raptorcomply.resources.evidencepackage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of an evidence package can be extracted on each system, whatever their names were. */
class EverySystemTakesTheNamesOfFilesTest {
    @ParameterizedTest
    @CsvSource({
        "a:b*c?.pdf, a_b_c_.pdf",
        "<script>.pdf, _script_.pdf",
        "'a\"b|c.pdf', a_b_c.pdf",
        "CON, _CON",
        "nul.txt, _nul.txt",
        "LPT1.tar.gz, _LPT1.tar.gz",
        "com¹.pdf, _com¹.pdf",
        "a.pdf., a.pdf",
        "'a. . ', a",
        "..., _",
    })
    void withAnotherCharacterWhereOneWouldBeRefused(String name, String portable) {
        assertThat(PortableName.of(name)).isEqualTo(portable);
    }

    @ParameterizedTest
    @ValueSource(strings = {"report.pdf", "diagram é.pdf", ".hidden", "console.pdf", "日本語.pdf", "-rf.pdf", "LPT10.txt"})
    void asTheyAre(String name) {
        assertThat(PortableName.of(name)).isEqualTo(name);
    }

    @Test
    void cutBeforeTheExtension() {
        String japanese = PortableName.of("日".repeat(251) + ".pdf");
        assertThat(japanese).endsWith("日.pdf");
        assertThat(japanese.getBytes(StandardCharsets.UTF_8)).hasSize(238);
        assertThat(PortableName.of("😀".repeat(251) + ".pdf")).isEqualTo("😀".repeat(58) + ".pdf");
        assertThat(PortableName.of("a".repeat(255))).isEqualTo("a".repeat(120));
    }
}
