package com.raptorcomply.chassis.settings;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What became of a service's settings.
 *
 * @param config the record; null if there are faults
 * @param faults sentences that each name a setting and where it is from; empty when all is well
 * @param origins where each value is from, by dotted name
 * @param unknownVariables environment variables with the service's prefix that no setting is read from. They may be
 *     misspelt; they are not refused, because Kubernetes makes such variables for a service of that name, too
 */
public record Examination<C extends Record>(
        @Nullable C config, List<String> faults, Map<String, String> origins, List<String> unknownVariables) {

    /** The record. @throws SettingsException with all faults, one a line */
    public C orThrow() {
        if (config == null || !faults.isEmpty()) {
            throw new SettingsException(String.join("\n", faults));
        }
        return config;
    }

    /** The same with faults that were found elsewhere. */
    public Examination<C> with(List<String> more) {
        return new Examination<>(
                config, Stream.concat(more.stream(), faults.stream()).distinct().toList(), origins, unknownVariables);
    }

    /** The values in force as YAML, each with its origin as a comment; secrets are masked. */
    public String yaml() {
        return EffectiveYaml.of(orThrow(), origins);
    }
}
