package com.raptorcomply.keyservice.revocation.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTextIsNoFormulaTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "  =1+1", "\t=1", "\uff1d1+1", "\u2003=1", "\u000b=1"})
    void aTextThatBeginsLikeOneIsQuotedByAnApostrophe(String text) {
        assertThat(line(text)).isEqualTo("'" + text + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=HYPERLINK(\"http://x\",\"y\")", "\r=1", "-1,2"})
    void alsoWithinQuotes(String text) {
        assertThat(line(text)).isEqualTo("\"'" + text.replace("\"", "\"\"") + "\"\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Historian", "a=b", "a - b", "'quoted'"})
    void anyOtherTextStaysAsItIs(String text) {
        assertThat(line(text)).isEqualTo(text + "\r\n");
    }

    private static String line(String text) {
        Csv csv = new Csv();
        csv.line(text);
        return csv.toString();
    }
}
