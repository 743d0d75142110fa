package com.raptorcomply.chassis.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Settings handed in by the program that starts the service; dotted names stand for nested ones. */
final class OverrideSource {
    private static final String ORIGIN = "handed in";

    private OverrideSource() {}

    static SettingNode.Mapping read(Map<String, ?> overrides) {
        SettingNode.Mapping root = new SettingNode.Mapping(new LinkedHashMap<>(), ORIGIN);
        overrides.forEach((name, value) -> put(root, name, value));
        return root;
    }

    private static void put(SettingNode.Mapping into, String dottedName, Object value) {
        int dot = dottedName.indexOf('.');
        if (dot < 0) {
            into.entries().put(dottedName, node(value));
            return;
        }
        SettingNode nested = into.entries()
                .computeIfAbsent(
                        dottedName.substring(0, dot), name -> new SettingNode.Mapping(new LinkedHashMap<>(), ORIGIN));
        if (!(nested instanceof SettingNode.Mapping mapping)) {
            throw new SettingsException("Setting '" + dottedName + "' (handed in) contradicts a shorter name");
        }
        put(mapping, dottedName.substring(dot + 1), value);
    }

    private static SettingNode node(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> named = new LinkedHashMap<>();
            map.forEach((name, nested) -> named.put(String.valueOf(name), nested));
            return read(named);
        }
        if (value instanceof List<?> list) {
            return new SettingNode.Items(list.stream().map(OverrideSource::node).toList(), ORIGIN);
        }
        return new SettingNode.Scalar(value instanceof Secret secret ? secret.reveal() : String.valueOf(value), ORIGIN);
    }
}
