package com.raptorcomply.chassis.settings;

import java.util.List;
import java.util.Map;

/** A value of a settings source with the place that it came from, as errors name it ({@code gateway.yaml:12}). */
sealed interface SettingNode {
    String origin();

    /** One value, as text; what type it has is decided by whoever reads it. */
    record Scalar(String value, String origin) implements SettingNode {}

    /** Named values, in the order written. */
    record Mapping(Map<String, SettingNode> entries, String origin) implements SettingNode {}

    /** A list. */
    record Items(List<SettingNode> items, String origin) implements SettingNode {}
}
