package com.raptorcomply.acceptance.access;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The callers that send X-Act-As-User, and the one rule for their results in every row of the table.
 *
 * <p>A super key of the callers' organization acts as one of its users (and keeps what a key of role api_user has), one
 * of its admins (and keeps everything), another organization's user, and a disabled user. An admin's own key also tries
 * to act as a user.
 */
final class Acting {
    static final String AS_USER = "as user";
    static final String AS_ADMIN = "as admin";
    static final String AS_STRANGER = "as stranger";
    static final String AS_DISABLED = "as disabled";
    static final String USER_KEY_AS_USER = "user key as user";

    static final List<String> COLUMNS = List.of(AS_USER, AS_ADMIN, AS_STRANGER, AS_DISABLED, USER_KEY_AS_USER);

    private Acting() {}

    /**
     * Returns the expected results of these callers.
     *
     * @param others the results of the other callers in the table
     */
    static Map<String, String> expected(Map<String, String> others, String needs) {
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put(AS_USER, others.getOrDefault("api_user", ""));
        expected.put(AS_ADMIN, others.getOrDefault("super", ""));
        String nobody = others.getOrDefault("nobody", "");
        String refused = needs.equals(Row.OPEN) ? nobody : nobody.replace("401", "403");
        for (String column : List.of(AS_STRANGER, AS_DISABLED, USER_KEY_AS_USER)) {
            expected.put(column, refused);
        }
        return expected;
    }
}
