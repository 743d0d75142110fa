package com.raptorcomply.local.directory;

import java.util.LinkedHashMap;
import java.util.Map;

/** The addresses and keys of a run as {@code NAME=value} lines in {@code demo.env} (mode 0600), to be sourced by a shell. */
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

    /** Keys and passwords are not for logs. */
    @Override
    public String toString() {
        return variables.keySet().toString();
    }
}
