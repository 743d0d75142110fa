package com.raptorcomply.chassis.http.framing;

/** Checks the syntax of a Host field: a name or an address, and an optional port (RFC 9110 section 7.2). */
public final class HostSyntax {
    private static final int LENGTH_MAX = 255;
    private static final int PORT_DIGITS_MAX = 5;

    private HostSyntax() {}

    public static boolean isValid(String host) {
        int length = host.length();
        if (length == 0 || length > LENGTH_MAX) {
            return false;
        }
        int end = host.charAt(0) == '[' ? host.indexOf(']') + 1 : nameEnd(host);
        return end > 0 && isAddressOrName(host, end) && isPort(host, end);
    }

    private static int nameEnd(String host) {
        int colon = host.indexOf(':');
        return colon < 0 ? host.length() : colon;
    }

    private static boolean isAddressOrName(String host, int end) {
        boolean literal = host.charAt(0) == '[';
        for (int i = literal ? 1 : 0; i < (literal ? end - 1 : end); i++) {
            char c = host.charAt(i);
            boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!alphanumeric && c != '.' && (literal ? c != ':' : c != '-' && c != '_')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPort(String host, int colon) {
        if (colon == host.length()) {
            return true;
        }
        int digits = host.length() - colon - 1;
        if (host.charAt(colon) != ':' || digits > PORT_DIGITS_MAX) {
            return false;
        }
        for (int i = colon + 1; i < host.length(); i++) {
            if (host.charAt(i) < '0' || host.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
