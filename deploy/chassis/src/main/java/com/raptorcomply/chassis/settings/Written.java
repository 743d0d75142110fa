package com.raptorcomply.chassis.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** A value as its source has it: the text, whatever its type, and the place for messages. */
final class Written extends TextNode {
    static final String HANDED_IN = "handed in";
    static final String DEFAULT = "default";

    private static final long serialVersionUID = 1L;

    private final String origin;

    Written(String text, String origin) {
        super(text);
        this.origin = origin;
    }

    /** Returns the place of a value, or of the first value in a list or group; empty without one. */
    static String origin(JsonNode node) {
        if (node instanceof Written written) {
            return written.origin;
        }
        for (JsonNode nested : node) {
            return origin(nested);
        }
        return "";
    }

    /** Returns the dotted name of a setting in a group. */
    static String below(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
