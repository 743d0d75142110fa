package com.raptorcomply.chassis.csv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTextIsNoFormulaTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"=1+1", "+1", "-1", "@SUM(A1)", "  =1+1", "\t=1", "\uff1d1+1", "\u2003=1", "\u000b=1", "'tis"})
    void aTextThatBeginsLikeOneIsQuotedByAnApostrophe(String text) {
        assertThat(line(text)).isEqualTo("'" + text + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=HYPERLINK(\"http://x\",\"y\")", "\r=1", "-1,2", "',"})
    void alsoWithinQuotes(String text) {
        assertThat(line(text)).isEqualTo("\"'" + text.replace("\"", "\"\"") + "\"\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Historian", "a=b", "a - b", " padded "})
    void anyOtherTextStaysAsItIs(String text) {
        assertThat(line(text)).isEqualTo(text + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "'", "''", "'=1", "=1", "\t", "\r", "\n", "@", "a", "'a", " '=1", " =1", "''-1"})
    void theApostropheIsTakenAwayExactly(String text) {
        assertThat(FormulaGuard.remove(FormulaGuard.add(text))).isEqualTo(text);
    }

    @Test
    void anApostropheThatGuardsNothingStays() {
        assertThat(FormulaGuard.remove("'tis")).isEqualTo("'tis");
    }

    @Test
    void aNumberMayBeNegative() {
        CsvText csv = new CsvText();
        csv.line(-1, null, "x");

        assertThat(csv.take()).isEqualTo("-1,,x\r\n");
        assertThat(csv.take()).isEmpty();
    }

    private static String line(String text) {
        CsvText csv = new CsvText();
        csv.line(text);
        return csv.take();
    }
}
