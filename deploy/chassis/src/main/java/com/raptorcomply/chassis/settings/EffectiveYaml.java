package com.raptorcomply.chassis.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Map;

/** Writes a record of settings as YAML that is a valid settings file, except for its masked secrets. */
final class EffectiveYaml {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();
    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, String> origins;
    private final StringBuilder text = new StringBuilder();

    private EffectiveYaml(Map<String, String> origins) {
        this.origins = origins;
    }

    static String of(Record config, Map<String, String> origins) {
        EffectiveYaml yaml = new EffectiveYaml(origins);
        try {
            yaml.group("", "", ConfigReader.MAPPER.valueToTree(config));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Settings cannot be written", e);
        }
        return SettingsException.masked(yaml.text.toString());
    }

    private void group(String indent, String path, JsonNode group) throws JsonProcessingException {
        for (Map.Entry<String, JsonNode> field : group.properties()) {
            String name = Written.below(path, field.getKey());
            text.append(indent)
                    .append(YAML.writeValueAsString(field.getKey()).strip())
                    .append(':');
            JsonNode value = field.getValue();
            if (value.isObject() && !value.isEmpty()) {
                text.append('\n');
                group(indent + "  ", name, value);
            } else if (value.isArray() && value.path(0).isObject()) {
                origin(name);
                for (JsonNode item : value) {
                    text.append(indent)
                            .append("  - ")
                            .append(JSON.writeValueAsString(item))
                            .append('\n');
                }
            } else {
                String written = value.isContainerNode() ? JSON.writeValueAsString(value) : scalar(value);
                text.append(' ').append(written);
                origin(name);
            }
        }
    }

    private static String scalar(JsonNode value) throws JsonProcessingException {
        return YAML.writeValueAsString(value).strip();
    }

    private void origin(String name) {
        text.append("  # ").append(origins.getOrDefault(name, Written.DEFAULT)).append('\n');
    }
}
