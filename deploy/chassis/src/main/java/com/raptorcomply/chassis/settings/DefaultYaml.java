package com.raptorcomply.chassis.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes all settings of a service as YAML in comments: each with its default, or with a remark why it has none. A line
 * takes effect when its {@code # } and those of the groups above it are removed.
 */
public final class DefaultYaml {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    private static final String PREFIX = "# ";
    private static final String INDENT = "  ";
    private static final String ANY_NAME = "NAME";

    private final StringBuilder text = new StringBuilder();

    private DefaultYaml() {}

    /** Returns the settings of the record, in the order of its components. */
    public static String of(Class<? extends Record> type) {
        DefaultYaml yaml = new DefaultYaml();
        yaml.group(type, "", Map.of());
        return yaml.text.toString();
    }

    private void group(Class<?> type, String indent, Map<String, String> presets) {
        for (RecordComponent component : type.getRecordComponents()) {
            String name = component.getName();
            Class<?> kind = component.getType();
            if (kind == Map.class) {
                line(indent, name, "", "");
                entry(argument(component, 1), indent + INDENT);
            } else if (kind == List.class && !Scalars.isOne(argument(component, 0))) {
                line(indent, name, " []", "a list of " + names(argument(component, 0)));
            } else if (Scalars.isOne(kind)) {
                value(component, indent, presets.get(name));
            } else {
                line(indent, name, "", isNullable(component) ? "optional as a whole" : "");
                group(kind, indent + INDENT, presets(component));
            }
        }
    }

    private void entry(Class<?> values, String indent) {
        if (Scalars.isOne(values)) {
            line(indent, ANY_NAME, "", "one or more, each with a name of yours");
        } else {
            line(indent, ANY_NAME, "", "a name of yours");
            group(values, indent + INDENT, Map.of());
        }
    }

    private void value(RecordComponent component, String indent, @Nullable String preset) {
        Default own = component.getAnnotation(Default.class);
        Computed computed = component.getAnnotation(Computed.class);
        String value = preset == null && own != null ? own.value() : preset;
        if (value != null) {
            line(indent, component.getName(), value.isEmpty() ? " []" : " " + scalar(value), "");
        } else if (computed != null) {
            line(indent, component.getName(), "", "default: " + computed.value());
        } else {
            line(indent, component.getName(), "", isNullable(component) ? "optional" : "required");
        }
    }

    private void line(String indent, String name, String value, String remark) {
        text.append(PREFIX).append(indent).append(name).append(':').append(value);
        if (!remark.isEmpty()) {
            text.append("  # ").append(remark);
        }
        text.append('\n');
    }

    private static String scalar(String value) {
        try {
            return YAML.writeValueAsString(value).strip();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A default cannot be written", e);
        }
    }

    private static String names(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static Map<String, String> presets(RecordComponent component) {
        Map<String, String> presets = new HashMap<>();
        Default given = component.getAnnotation(Default.class);
        for (String preset : given == null ? new String[0] : given.value().split(",\\s*", -1)) {
            String[] named = preset.split(":\\s*", 2);
            presets.put(named[0], named[1]);
        }
        return presets;
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static Class<?> argument(RecordComponent component, int index) {
        return (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[index];
    }
}
