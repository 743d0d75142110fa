package com.raptorcomply.chassis.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import com.raptorcomply.chassis.failure.FailureReason;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Reads a YAML file as groups, lists and {@link Written} values. It refuses aliases and repeated names. */
final class YamlSource {
    private static final int FILE_CHARS_MAX = 1 << 20;
    private static final int NESTING_MAX = 20;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final YAMLFactory YAML =
            YAMLFactory.builder().loaderOptions(limits()).build();

    private final String name;
    private final YAMLParser parser;

    private YamlSource(String name, YAMLParser parser) {
        this.name = name;
        this.parser = parser;
    }

    static ObjectNode read(Path file) {
        if (Files.isDirectory(file)) {
            throw new SettingsException("Settings file '" + file + "' is a directory");
        }
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return read(file.toString(), reader);
        } catch (IOException e) {
            throw new SettingsException("Settings file '" + file + "' cannot be read: " + FailureReason.kind(e));
        }
    }

    /** @param name of the document in messages */
    static ObjectNode read(String name, Reader document) throws IOException {
        try (YAMLParser parser = YAML.createParser(document)) {
            return new YamlSource(name, parser).document();
        } catch (JsonProcessingException e) {
            if (e.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
                int line = marked.getProblemMark().getLine() + 1;
                throw new SettingsException(name + ":" + line + ": not valid YAML: " + marked.getProblem());
            }
            throw new SettingsException(name + ": not valid YAML, or larger than " + FILE_CHARS_MAX + " characters");
        }
    }

    private static LoaderOptions limits() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(FILE_CHARS_MAX);
        options.setNestingDepthLimit(NESTING_MAX);
        return options;
    }

    private ObjectNode document() throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null || first == JsonToken.VALUE_NULL) {
            return NODES.objectNode();
        }
        if (first != JsonToken.START_OBJECT) {
            throw new SettingsException(place() + ": expected settings as 'name: value'");
        }
        ObjectNode settings = group();
        if (parser.nextToken() != null) {
            throw new SettingsException(place() + ": expected one document");
        }
        return settings;
    }

    private JsonNode value() throws IOException {
        if (parser.isCurrentAlias()) {
            throw new SettingsException(place() + ": aliases are not accepted");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> group();
            case START_ARRAY -> list();
            case VALUE_NULL -> new Written("", place());
            default -> new Written(parser.getText(), place());
        };
    }

    private ObjectNode group() throws IOException {
        ObjectNode group = NODES.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String setting = parser.currentName();
            if (group.has(setting)) {
                throw new SettingsException(place() + ": setting '" + setting + "' is given twice");
            }
            parser.nextToken();
            group.set(setting, value());
        }
        return group;
    }

    private ArrayNode list() throws IOException {
        ArrayNode list = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value());
        }
        return list;
    }

    private String place() {
        return name + ":" + parser.currentTokenLocation().getLineNr() + ":"
                + parser.currentTokenLocation().getColumnNr();
    }
}
