package com.raptorcomply.chassis.log;

import java.util.regex.Pattern;

/**
 * Removes every part of a text that looks like an API key, a signed token or the password of a URL. It is a second line
 * of defence, because no code should log one at all.
 */
public final class Redaction {
    private static final Pattern KEY = Pattern.compile("rc_(live|test)_[0-9A-Za-z]{8,}");
    private static final Pattern TOKEN = Pattern.compile("eyJ[0-9A-Za-z_-]{5,}\\.[0-9A-Za-z_-]*\\.[0-9A-Za-z_-]*");
    /** The user and password of a URL (RFC 3986 section 3.2.1). */
    private static final Pattern USER_INFO = Pattern.compile("://[^\\s/@:]*:[^\\s/@]*@");

    private Redaction() {}

    public static String redact(String text) {
        String redacted = text;
        if (text.contains("rc_")) {
            redacted = KEY.matcher(redacted).replaceAll("rc_$1_[redacted]");
        }
        if (text.contains("eyJ")) {
            redacted = TOKEN.matcher(redacted).replaceAll("[redacted token]");
        }
        if (text.contains("://")) {
            redacted = USER_INFO.matcher(redacted).replaceAll("://[redacted]@");
        }
        return redacted;
    }
}
