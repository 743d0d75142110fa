package com.raptorcomply.resources.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.raptorcomply.chassis.problem.Violation;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** Arrays of ids, arrays of objects and variants are checked item by item; a fault names its place. */
class ArraysAndVariantsAreCheckedTest {
    private static final String ONE = "0f8fad5b-d9cb-469f-a165-70867728950e";
    private static final String TWO = "0f8fad5b-d9cb-469f-a165-70867728950f";
    private static final String SCHEMAS = """
            components:
              schemas:
                Kind: {type: string, enum: [note, link, file]}
                Evidence:
                  type: object
                  required: [kind]
                  discriminator: {propertyName: kind}
                  properties:
                    kind: {$ref: '#/components/schemas/Kind'}
                    assetIds: {type: array, minItems: 1, maxItems: 3, uniqueItems: true, items: {type: string, format: uuid}}
                    sections:
                      type: array
                      maxItems: 4
                      items:
                        type: object
                        required: [title]
                        properties:
                          title: {type: string, minLength: 1, maxLength: 5}
                          words: {type: array, maxItems: 2, items: {type: string, minLength: 1, maxLength: 3}}
                          number: {type: integer, minimum: 1, maximum: 9}
                  oneOf:
                    - required: [kind, text]
                      properties: {kind: {const: note}, text: {type: string, maxLength: 9}}
                    - required: [kind, url]
                      properties: {kind: {const: link}, url: {type: string, maxLength: 9}}
            """;

    private final ObjectSchema schema = reader(SCHEMAS).schema("Evidence");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"kind":"file","assetIds":"x"}                                                | assetIds            | invalid_type
            {"kind":"file","assetIds":[]}                                                 | assetIds            | invalid_value
            {"kind":"file","assetIds":["$1","$1"]}                                        | assetIds[1]         | invalid_value
            {"kind":"file","assetIds":["$1","0F8FAD5B-d9cb-469f-a165-70867728950e"]}      | assetIds[1]         | invalid_value
            {"kind":"file","assetIds":["$1","nonsense",null]}                             | assetIds[1] assetIds[2] | invalid_value invalid_type
            {"kind":"file","assetIds":["$1","$2","x","y"]}                                | assetIds            | too_long
            {"kind":"file","sections":[{"title":"a"},{"title":"b"},{"title":"c"},{"title":"toolong"}]} | sections[3].title | too_long
            {"kind":"file","sections":[{"number":0},7]}                                   | sections[0].title sections[0].number sections[1] | required invalid_value invalid_type
            {"kind":"file","sections":[{"title":"a","other":1}]}                          | sections[0].other   | unknown_field
            {"kind":"file","sections":[{"title":"a","words":["one","four"]}]}             | sections[0].words[1] | too_long
            {"kind":"file","sections":{"title":"a"}}                                      | sections            | invalid_type
            {"kind":"note"}                                                               | text                | required
            {"kind":"note","text":"a","url":"b"}                                          | url                 | unknown_field
            {"kind":"link","text":"a"}                                                    | text url            | unknown_field required
            {"kind":"file","url":"b"}                                                     |                     |
            {"kind":"other","url":"b"}                                                    | kind                | invalid_value
            {"url":"b"}                                                                   | kind                | required
            {"kind":"note","text":"a","sections":[{"title":"a","words":["x"]}],"assetIds":["$1","$2"]} |       |
            """)
    void withTheirPlaces(String body, String fields, String codes) {
        List<Violation> faults = check(body.replace("$1", ONE).replace("$2", TWO));

        assertThat(String.join(" ", faults.stream().map(Violation::field).toList()))
                .isEqualTo(fields == null ? "" : fields);
        assertThat(String.join(
                        " ", faults.stream().map(fault -> fault.code().label()).toList()))
                .isEqualTo(codes == null ? "" : codes);
    }

    @Test
    void aHundredFaultsAtMost() {
        JsonArray sections = new JsonArray();
        for (int i = 0; i < 4; i++) {
            sections.add(new JsonObject());
        }
        ObjectSchema wide =
                reader(SCHEMAS.replace("maxItems: 4", "maxItems: 100000")).schema("Evidence");
        for (int i = 0; i < 99_000; i++) {
            sections.add(0);
        }

        assertThat(wide.check(new JsonObject(), new JsonObject(), body().put("sections", sections)))
                .hasSize(ObjectSchema.FAULTS_MAX);
    }

    @Test
    void idsBecomeAnArrayOfTheDatabase() {
        assertThat(type("assetIds").parameter(new JsonArray().add(ONE).add(TWO)))
                .isEqualTo(new UUID[] {UUID.fromString(ONE), UUID.fromString(TWO)});
        assertThat(type("assetIds").json("r.asset_ids")).isEqualTo("array_to_json(r.asset_ids)::text");
    }

    @Test
    void objectsBecomeJsonWithTheirMembersInOrder() {
        JsonArray sent = new JsonArray("[{\"number\":1,\"words\":[\"b\",\"a\"],\"title\":\"t\"}]");

        assertThat(((JsonArray) type("sections").parameter(sent)).encode())
                .isEqualTo("[{\"title\":\"t\",\"words\":[\"b\",\"a\"],\"number\":1}]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            assetIds | ["$1"]                     | ["0F8FAD5B-D9CB-469F-A165-70867728950E"]   | true
            assetIds | ["$1","$2"]                | ["$2","$1"]                                | false
            assetIds | ["$1","$2"]                | ["$1"]                                     | false
            sections | [{"title":"a","number":1}] | [{"number":1.0,"title":"a"}]               | true
            sections | [{"title":"a"}]            | [{"title":"b"}]                            | false
            sections | [{"title":"a"}]            | [{"title":"a"},{"title":"a"}]              | false
            """)
    void valuesThatMeanTheSameAreTheSame(String field, String one, String other, boolean same) {
        JsonArray left = new JsonArray(one.replace("$1", ONE).replace("$2", TWO));
        JsonArray right = new JsonArray(other.replace("$1", ONE).replace("$2", TWO));

        assertThat(type(field).same(left, right)).isEqualTo(same);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{type: array, items: {type: string, format: uuid}}",
                "{type: array, maxItems: 2, items: {type: number, minimum: 0, maximum: 1}}",
                "{type: array, maxItems: 2, items: {type: array, maxItems: 2, items: {type: string}}}",
                "{type: array, maxItems: 2, contains: {type: string}}",
                "{type: object, oneOf: [{properties: {a: {const: x}}}]}",
                "{type: object, discriminator: {propertyName: a}, oneOf: [{properties: {b: {type: string}}}]}",
                "{type: string, pattern: '^a$'}",
                "{$ref: '#/components/schemas/Round'}",
                "{type: string, not: {const: a}}",
            })
    void whatCannotBeCheckedStopsTheStart(String field) {
        SchemaReader reader = reader("""
                components:
                  schemas:
                    Round: {type: object, properties: {round: {$ref: '#/components/schemas/Round'}}}
                    Bad: {type: object, properties: {field: %s}}
                """.formatted(field));

        assertThatThrownBy(() -> reader.schema("Bad")).isInstanceOf(IllegalArgumentException.class);
    }

    private List<Violation> check(String body) {
        JsonObject sent = new JsonObject(body);
        return schema.check(sent, new JsonObject(), sent);
    }

    private static JsonObject body() {
        return new JsonObject().put("kind", "file");
    }

    private FieldType type(String name) {
        return schema.fields().stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow()
                .type();
    }

    private static SchemaReader reader(String yaml) {
        return new SchemaReader(new JsonObject(new Yaml().<Map<String, Object>>load(yaml)).copy());
    }
}
