package com.raptorcomply.gateway.http.header;

import org.jspecify.annotations.Nullable;

/**
 * Checks the syntax of a W3C trace context, level 1. Malformed fields are not forwarded, because an upstream could read
 * them differently.
 */
public final class TraceContext {
    private static final int LENGTH = 55;
    private static final int STATE_CHARS_MAX = 512;
    private static final String UNUSED_VERSION = "ff";
    private static final String NO_TRACE = "0".repeat(32);
    private static final String NO_PARENT = "0".repeat(16);
    private static final int TRACE_ID = 3;
    private static final int PARENT_ID = 36;
    private static final int FLAGS = 53;

    private TraceContext() {}

    /** Returns true if a {@code traceparent} has a version, trace id, parent id and flags in lower-case hexadecimal. */
    public static boolean isParent(@Nullable String parent) {
        if (parent == null || parent.length() < LENGTH || parent.startsWith(UNUSED_VERSION)) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            boolean dash = i == TRACE_ID - 1 || i == PARENT_ID - 1 || i == FLAGS - 1;
            if (dash ? parent.charAt(i) != '-' : !isHex(parent.charAt(i))) {
                return false;
            }
        }
        boolean whole = parent.length() == LENGTH || (!parent.startsWith("00") && parent.charAt(LENGTH) == '-');
        return whole && !parent.startsWith(NO_TRACE, TRACE_ID) && !parent.startsWith(NO_PARENT, PARENT_ID);
    }

    /** Returns true if a {@code tracestate} may be forwarded with a {@code traceparent}. */
    public static boolean isState(String state) {
        return state.length() <= STATE_CHARS_MAX && state.indexOf('=') > 0;
    }

    private static boolean isHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }
}
