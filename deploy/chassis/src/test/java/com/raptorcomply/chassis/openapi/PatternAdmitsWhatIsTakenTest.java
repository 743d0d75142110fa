package com.raptorcomply.chassis.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.http.request.PlainText;
import io.vertx.core.json.JsonObject;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The patterns of names and codes in the documents say the same as the check, character by character. */
class PatternAdmitsWhatIsTakenTest {
    private static final int LENGTH_MAX = 50;

    @Test
    void ofNames() {
        assertSame(TextPatterns.NAME, text -> PlainText.nameObjection(text, LENGTH_MAX));
    }

    @Test
    void ofCodes() {
        assertSame(TextPatterns.CODE, text -> PlainText.codeObjection(text, LENGTH_MAX));
    }

    @Test
    void besideTheFormatAtAnyDepth() {
        JsonObject document = new JsonObject("{\"a\":[{\"b\":{\"type\":\"string\",\"format\":\"code\"}}]}");

        TextPatterns.addTo(document);

        assertThat(document.getJsonArray("a")
                        .getJsonObject(0)
                        .getJsonObject("b")
                        .getString("pattern"))
                .isEqualTo(TextPatterns.CODE);
    }

    private static void assertSame(String regex, Function<String, Optional<String>> objections) {
        Pattern pattern = Pattern.compile(regex);
        for (int character = 0; character <= Character.MAX_VALUE; character++) {
            int type = Character.getType(character);
            if (type == Character.SURROGATE || type == Character.UNASSIGNED) {
                continue;
            }
            String one = Character.toString(character);
            for (String text : List.of(one, one + "b", "a" + one, "a" + one + "b")) {
                if (Normalizer.isNormalized(text, Normalizer.Form.NFC)) {
                    assertThat(pattern.matcher(text).matches())
                            .as("U+%04X in a text of %d", character, text.length())
                            .isEqualTo(objections.apply(text).isEmpty());
                }
            }
        }
    }
}
