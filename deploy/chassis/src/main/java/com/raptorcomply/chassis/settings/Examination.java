package com.raptorcomply.chassis.settings;

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

    /** Returns the values in force as YAML, each with its origin as a comment. Secrets are masked. */
    public String yaml() {
        return EffectiveYaml.of(orThrow(), origins);
    }
}
