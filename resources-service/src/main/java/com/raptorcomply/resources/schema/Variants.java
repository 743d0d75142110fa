package com.raptorcomply.resources.schema;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Violation;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fields of an object that depend on the value of one of its fields ({@code oneOf} with a {@code discriminator}).
 * Immutable.
 *
 * @param discriminator the field that decides
 * @param byValue its value → the fields that an object with it may have besides the fields of all
 */
record Variants(String discriminator, Map<String, Variant> byValue) {
    Variants {
        byValue = Map.copyOf(byValue);
    }

    /**
     * The fields of one variant.
     *
     * @param fields that no other object has, unless its own variant has them too
     * @param required those that it must have
     */
    record Variant(Set<String> fields, Set<String> required) {}

    /** Adds the faults of an object: missing fields of its variant, and fields of other variants. */
    void check(String prefix, JsonObject body, List<Violation> faults) {
        if (!(body.getValue(discriminator) instanceof String value) || !byValue.containsKey(value)) {
            return; // The type of the discriminator reports it.
        }
        Variant variant = byValue.get(value);
        Set<String> foreign = new LinkedHashSet<>();
        byValue.values().forEach(each -> foreign.addAll(each.fields()));
        foreign.removeAll(variant.fields());
        foreign.stream()
                .filter(name -> body.getValue(name) != null)
                .sorted()
                .forEach(name -> faults.add(Violation.of(
                        prefix + name,
                        ErrorCode.UNKNOWN_FIELD,
                        "is not allowed if " + discriminator + " is " + value)));
        variant.required().stream()
                .filter(name -> body.getValue(name) == null)
                .sorted()
                .forEach(name -> faults.add(Violation.of(
                        prefix + name, ErrorCode.REQUIRED, "is required if " + discriminator + " is " + value)));
    }
}
