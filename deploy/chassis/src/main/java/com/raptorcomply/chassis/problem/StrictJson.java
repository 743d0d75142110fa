package com.raptorcomply.chassis.problem;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses RFC 8259 strictly. Refuses comments and duplicate names, which Vert.x's decoder accepts. */
final class StrictJson {
    private static final int DEPTH_MAX = 32;
    private static final int NUMBER_CHARS_MAX = 100;
    private static final int EXPONENT_MAX = 1_000;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_MAX)
                    .maxNumberLength(NUMBER_CHARS_MAX)
                    .build())
            .build();

    private StrictJson() {}

    static JsonObject object(Buffer body) {
        try (JsonParser parser = FACTORY.createParser(utf8(body))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw malformed("The body must be a JSON object");
            }
            JsonObject object = object(parser);
            if (parser.nextToken() != null) {
                throw malformed("The body must be one JSON object and nothing after it");
            }
            return object;
        } catch (StreamConstraintsException e) {
            throw malformed(exceeded(e.getOriginalMessage()) + at(e));
        } catch (JsonProcessingException e) {
            throw malformed((isDuplicate(e) ? "A member is there twice" : "Malformed JSON") + at(e));
        } catch (IOException e) {
            throw malformed("Malformed JSON");
        }
    }

    private static String utf8(Buffer body) {
        if (body.length() >= BYTE_ORDER_MARK.length
                && Arrays.equals(body.getBytes(0, BYTE_ORDER_MARK.length), BYTE_ORDER_MARK)) {
            throw malformed("The body begins with a byte order mark: send it without (RFC 8259 section 8.1)");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body.getBytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed("The body is not UTF-8");
        }
    }

    private static JsonObject object(JsonParser parser) throws IOException {
        JsonObject object = new JsonObject();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (!isStorable(name)) {
                throw malformed("A member's name holds a character that is not allowed (NUL or half a surrogate pair)");
            }
            parser.nextToken();
            object.put(name, value(parser));
        }
        return object;
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> text(parser);
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> decimal(parser);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw malformed("Malformed JSON");
        };
    }

    private static JsonArray array(JsonParser parser) throws IOException {
        JsonArray array = new JsonArray();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser));
        }
        return array;
    }

    /**
     * Reads a string. Throws a 422 that names the member, because the JSON is well-formed (RFC 8259 section 8.2) and
     * only the value is refused.
     */
    private static String text(JsonParser parser) throws IOException {
        String text = parser.getText();
        if (!isStorable(text)) {
            throw Problem.invalid(List.of(Violation.of(
                            path(parser.getParsingContext()),
                            ErrorCode.INVALID_VALUE,
                            "must not contain NUL or half a surrogate pair")))
                    .exception();
        }
        return text;
    }

    private static String path(JsonStreamContext at) {
        JsonStreamContext parent = at.getParent();
        String outer = parent == null || parent.inRoot() ? "" : path(parent);
        if (at.inArray()) {
            return outer + "[" + at.getCurrentIndex() + "]";
        }
        String name = SanitizedName.of(String.valueOf(at.getCurrentName()));
        return outer.isEmpty() ? name : outer + "." + name;
    }

    private static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean paired = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (paired) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    private static BigDecimal decimal(JsonParser parser) throws IOException {
        try {
            BigDecimal number = parser.getDecimalValue();
            if (Math.abs((long) number.scale()) <= EXPONENT_MAX) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The exponent is none of a BigDecimal.
        }
        throw malformed("A number is out of range");
    }

    private static boolean isDuplicate(JsonProcessingException e) {
        return e.getOriginalMessage().startsWith("Duplicate field");
    }

    /** Tells which bound the parser means, because the exceptions for them have one type. */
    private static String exceeded(String message) {
        if (message.startsWith("Document nesting depth")) {
            return "The body nests deeper than " + DEPTH_MAX + " levels";
        }
        return message.startsWith("Number")
                ? "A number has more than " + NUMBER_CHARS_MAX + " characters"
                : "A name or text is too long";
    }

    private static String at(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }

    private static ProblemException malformed(String message) {
        return Problem.of(ErrorCode.MALFORMED_JSON, message).exception();
    }
}
