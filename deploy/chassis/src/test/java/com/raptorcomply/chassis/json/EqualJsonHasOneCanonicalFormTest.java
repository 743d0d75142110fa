package com.raptorcomply.chassis.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EqualJsonHasOneCanonicalFormTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':1,'b':2}|{'b':2,'a':1}",
                "{'a':{'b':1,'c':2}}|{'a':{'c':2,'b':1}}",
                "{'a':[{'b':1,'c':2}]}|{'a':[{'c':2,'b':1}]}",
                "{'a':1,'b':null}|{'a':1}",
                "{'a':'\\u0041'}|{'a':'A'}"
            })
    void orderEscapesAndNullDoNotMatter(String one, String other) {
        assertThat(CanonicalJson.of(json(one))).isEqualTo(CanonicalJson.of(json(other)));
        assertThat(CanonicalJson.digest("/a", json(one))).isEqualTo(CanonicalJson.digest("/a", json(other)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':[1,2]}|{'a':[2,1]}",
                "{'a':'1'}|{'a':1}",
                "{'a':[null]}|{'a':[]}",
                "{'a':{}}|{'a':null}",
                "{'a':'b\\\",\\\"c'}|{'a':'b','c':null}",
                "{'a':1}|{'b':1}"
            })
    void differentValuesDiffer(String one, String other) {
        assertThat(CanonicalJson.of(json(one))).isNotEqualTo(CanonicalJson.of(json(other)));
    }

    @Test
    void numbersCompareByValue() {
        String whole = CanonicalJson.of(new JsonObject().put("n", 100).put("z", 0));

        assertThat(CanonicalJson.of(
                        new JsonObject().put("n", new BigDecimal("1e2")).put("z", new BigDecimal("0.00"))))
                .isEqualTo(whole);
        assertThat(CanonicalJson.of(
                        new JsonObject().put("n", new BigDecimal("100.0")).put("z", 0L)))
                .isEqualTo(whole);
    }

    private static JsonObject json(String text) {
        return new JsonObject(text.replace('\'', '"'));
    }
}
