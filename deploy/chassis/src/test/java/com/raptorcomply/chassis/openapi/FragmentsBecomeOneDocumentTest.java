package com.raptorcomply.chassis.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A root and its fragments are one document; what two files declare is refused with a sentence that names both. */
class FragmentsBecomeOneDocumentTest {
    @Test
    void partsOfAllFilesAreInTheDocumentInTheRootsOrder() {
        JsonObject document = read("root");

        assertThat(document.getJsonObject("paths").fieldNames()).containsExactly("/things", "/others");
        assertThat(document.getJsonObject("components").getJsonObject("schemas").fieldNames())
                .containsExactly("Name", "Thing", "Other");
        assertThat(document.getJsonArray("tags"))
                .isEqualTo(new JsonArray()
                        .add(new JsonObject().put("name", "things").put("description", "Things.")));
        assertThat(document.fieldNames())
                .containsExactlyInAnyOrder("openapi", "info", "security", "tags", "paths", "components");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    same-path         | the path /things in two files, things and more-things
                    same-component    | the component schemas/Thing in two files, things and more-names
                    same-tag          | the tag things in two files, things and more-tags
                    twice-in-one-file | Cannot read /openapi/fragments/repeated.yaml
                    twice-in-one-file | duplicate key /once
                    no-such-fragment  | The class path has no /openapi/fragments/nowhere.yaml
                    with-info         | Fragment informed of the OpenAPI document has info, which only the root may have
                    """)
    void faultyFragmentsAreRefused(String root, String sentence) {
        assertThatThrownBy(() -> read(root))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(sentence);
    }

    private static JsonObject read(String root) {
        return Fragments.join(FragmentsBecomeOneDocumentTest.class, "/openapi/fragments/" + root + ".yaml");
    }
}
