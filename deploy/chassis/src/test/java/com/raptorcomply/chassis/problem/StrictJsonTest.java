package com.raptorcomply.chassis.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"a\"",
                "1",
                "{",
                "{}}",
                "{} {}",
                "{}x",
                "{\"a\":1,\"a\":2}",
                "{\"a\":{\"b\":1,\"b\":1}}",
                "{\"a\":1,}",
                "{'a':1}",
                "{a:1}",
                "{\"a\":1}//",
                "/**/{\"a\":1}",
                "# \n{}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":1e100000}",
                "{\"a\":1e2147483648}",
                "{\"a\":1e-99999999999}",
                "{\"a\":\"\u0007\"}",
                "{\"\\u0000\":1}",
                "\ufeff{}"
            })
    void isRefused(String body) {
        assertThatThrownBy(() -> StrictJson.object(Buffer.buffer(body)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(400));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'a':'x\\u0000'}             | a",
                "{'a':'\\ud800'}              | a",
                "{'a':{'b':[1,'\\u0000']}}    | a.b[1]",
                "{'a':[{'b':'\\udc00'}]}      | a[0].b"
            })
    void textThatCannotBeStoredNamesItsMember(String body, String field) {
        assertThatThrownBy(() -> StrictJson.object(Buffer.buffer(body.replace('\'', '"'))))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem().status()).isEqualTo(422);
                    assertThat(e.problem().field()).isEqualTo(field);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\ufeff{}            | byte order mark",
                "{'a':1,'b':2,'a':3}  | twice at line 1, column 17",
                "{'a':1,}             | Malformed JSON at line 1",
            })
    void saysWhatIsWrong(String body, String words) {
        assertThatThrownBy(() -> StrictJson.object(Buffer.buffer(body.replace('\'', '"'))))
                .hasMessageContaining(words);
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        assertThatThrownBy(
                        () -> StrictJson.object(Buffer.buffer(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'})))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> StrictJson.object(Buffer.buffer("{}", "UTF-16")))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void namesTheBoundThatIsExceeded() {
        requireRefusal("[".repeat(40) + "]".repeat(40), "The body nests deeper than 32 levels");
        requireRefusal("9".repeat(101), "A number has more than 100 characters");
        requireRefusal("0." + "9".repeat(101), "A number has more than 100 characters");
        requireRefusal("{\"" + "n".repeat(60_000) + "\":1}", "A name or text is too long");
    }

    private static void requireRefusal(String value, String words) {
        assertThatThrownBy(() -> StrictJson.object(Buffer.buffer("{\"a\":" + value + "}")))
                .isInstanceOf(ProblemException.class)
                .message()
                .matches("400 " + Pattern.quote(words) + "( at line 1, column \\d+)?");
    }

    @Test
    void keepsWhatWasSent() {
        JsonObject read = StrictJson.object(Buffer.buffer(
                "{\"text\":\"\u00fc \uD83D\uDE00 \\u202e\",\"int\":5,\"long\":5000000000,\"exact\":1234567.10,\"none\":null,"
                        + "\"list\":[1,\"a\",{\"b\":true}]}"));
        assertThat(read.getString("text")).isEqualTo("\u00fc \uD83D\uDE00 \u202e");
        assertThat(read.getValue("int")).isEqualTo(5);
        assertThat(read.getValue("long")).isEqualTo(5_000_000_000L);
        assertThat(read.getValue("exact")).isEqualTo(new BigDecimal("1234567.10"));
        assertThat(read.containsKey("none")).isTrue();
        assertThat(read.getJsonArray("list").getJsonObject(2).getBoolean("b")).isTrue();
    }
}
