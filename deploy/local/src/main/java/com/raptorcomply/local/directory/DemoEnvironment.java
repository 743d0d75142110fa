package com.raptorcomply.local.directory;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The addresses and keys of a run as {@code NAME=value} lines in {@code demo.env} (mode 0600), for a shell to source.
 */
public record DemoEnvironment(Map<String, String> variables) {

    public DemoEnvironment {
        variables = new LinkedHashMap<>(variables);
    }

    public void writeTo(DataDirectory directory) {
        new PrivateFile(directory.resolve("demo.env"))
                .write("This local run: addresses, keys and accounts. Source it: set -a; . demo.env", variables);
    }

    public String get(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no variable " + name);
        }
        return value;
    }

    /** Returns only the names, because keys and passwords must not be logged. */
    @Override
    public String toString() {
        return variables.keySet().toString();
    }
}
