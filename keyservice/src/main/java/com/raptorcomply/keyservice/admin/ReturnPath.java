package com.raptorcomply.keyservice.admin;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks the address that a sign-in returns to. It comes from a query or a form, so without the check a link to the
 * sign-in page could lead to another site.
 */
public final class ReturnPath {
    /** The page that a browser gets without a valid address. */
    public static final String HOME = "/admin";

    private static final int LENGTH_MAX = 2_048;
    private static final Pattern PRINTABLE = Pattern.compile("/admin(?:[/?][!-\\[\\]-~]*)?");
    private static final Pattern MISLEADING = Pattern.compile("//|/\\.\\.?(?:/|$)|(?i)%(?:2e|2f|5c|0|1|7f)");
    private static final String SIGN_IN = "/admin/session";

    private ReturnPath() {}

    /** Returns the address if it is a page of this service below {@code /admin}, else {@link #HOME}. */
    public static String of(@Nullable String sent) {
        return sent != null && isPage(sent) ? sent : HOME;
    }

    private static boolean isPage(String sent) {
        if (sent.length() > LENGTH_MAX || !PRINTABLE.matcher(sent).matches()) {
            return false;
        }
        String path = sent.split("[?#]", 2)[0];
        return !MISLEADING.matcher(path).find() && !path.equals(SIGN_IN) && !path.startsWith(SIGN_IN + "/");
    }

    /** Returns the address of the sign-in page that leads back to this address. */
    static String signIn(String to, boolean sessionHasEnded) {
        String query = "?to=" + URLEncoder.encode(of(to), StandardCharsets.UTF_8);
        return SIGN_IN + query + (sessionHasEnded ? "&ended=1" : "");
    }
}
