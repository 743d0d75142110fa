package com.raptorcomply.chassis.settings;

import io.vertx.core.Vertx;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The result of reading a service's settings.
 *
 * @param config the record; null if there are faults
 * @param faults messages that each name a setting and its origin; empty without faults
 * @param origins of the values, by dotted name
 * @param unknownVariables environment variables with the service's prefix that belong to no setting. They may be
 *     misspelt, but are not refused, because Kubernetes creates such variables for a service of that name
 */
public record Examination<C extends Record>(
        @Nullable C config, List<String> faults, Map<String, String> origins, List<String> unknownVariables) {

    /**
     * Returns the record.
     *
     * @throws SettingsException with all faults, one per line
     */
    public C orThrow() {
        if (config == null || !faults.isEmpty()) {
            throw new SettingsException(String.join("\n", faults));
        }
        return config;
    }

    /** Returns the same result with further faults. */
    public Examination<C> with(List<String> more) {
        return new Examination<>(
                config, Stream.concat(more.stream(), faults.stream()).distinct().toList(), origins, unknownVariables);
    }

    /**
     * Reads the files that the settings name, if the settings have no faults. Blocks.
     *
     * @return the same result, with a fault for each group of settings of which a file cannot be used
     */
    public Examination<C> withFiles(Vertx vertx) {
        List<String> unusable = new ArrayList<>();
        if (config != null) {
            examine(vertx, config, "", unusable);
        }
        return with(unusable);
    }

    private void examine(Vertx vertx, Record group, String path, List<String> unusable) {
        if (group instanceof NamesFiles names) {
            try {
                names.requireUsableFiles(vertx);
            } catch (UnusableFileException e) {
                String setting = Written.below(path, e.setting());
                String origin = origins.getOrDefault(setting, Written.HANDED_IN);
                unusable.add("Setting '" + setting + "' at " + origin + ": " + e.getMessage());
            }
        }
        for (RecordComponent component : group.getClass().getRecordComponents()) {
            if (value(group, component) instanceof Record below) {
                examine(vertx, below, Written.below(path, component.getName()), unusable);
            }
        }
    }

    private static @Nullable Object value(Record group, RecordComponent component) {
        try {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(group);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the values in force as YAML, each with its origin as a comment. Secrets are masked. */
    public String yaml() {
        return EffectiveYaml.of(orThrow(), origins);
    }
}
