package com.raptorcomply.keyservice.admin;

import com.raptorcomply.chassis.problem.Problem;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Says what was refused with the labels of the forms in place of the names that fields have in the API. */
final class FieldLabels {
    private static final int TOO_MANY_REQUESTS = 429;

    /** The API counts from 0. */
    private static final Pattern POSITION = Pattern.compile("not so at position ([0-9]{1,4})\\b");

    private static final Map<String, String> LABELS = new HashMap<>();

    static {
        label("allowedCidrs", "Networks");
        label("code", "Code");
        label("controlCenters", "Control centers");
        label("currentPassword", "Your password");
        label("cyberSystems", "Cyber systems");
        label("email", "E-mail address");
        label("expiresAt", "Date");
        label("facilities", "A facility");
        label("keyPolicy.maxLifetimeDays", "Longest life of a key");
        label("keyPolicy.revokeUnusedAfterDays", "Revoke keys unused for");
        label("name", "Name");
        label("newPassword", "New password");
        label("operations", "Operations");
        label("organizationId", "Organization");
        label("password", "Password");
        label("permissions", "Permissions");
        label("rateLimit", "Rate limit");
        label("rateLimit.burst", "At most at once");
        label("rateLimit.periodSeconds", "In how many seconds");
        label("rateLimit.requests", "Requests");
        label("restrictions", "Places and operations");
        label("role", "Role");
        label("timeZone", "Time zone");
        label("types", "Notices");
        label("url", "Address");
    }

    private FieldLabels() {}

    /** Returns the label of a field; its name in the API if it has none. */
    static String label(String field) {
        return LABELS.getOrDefault(field, field);
    }

    /** Returns the API's sentence about a field in the words of the form; the sentence as it is about any other field. */
    static String sentence(String field, String message) {
        String begin = "Field '" + field + "' ";
        String label = LABELS.get(field);
        if (label == null || !message.startsWith(begin)) {
            return message;
        }
        String rest = message.substring(begin.length())
                .replaceFirst("must not be empty: send null .*", "must have at least one choice")
                .replace("a time such as 2027-01-31T00:00:00Z", "a day such as 2027-01-31");
        return label + " "
                + POSITION.matcher(rest)
                        .replaceFirst(match -> "not so in line " + (Integer.parseInt(match.group(1)) + 1));
    }

    /** Returns the API's sentence about a request that came too soon, with the time to wait; any other as it is. */
    static String sentence(Problem problem) {
        String seconds = problem.headers().get("Retry-After");
        return problem.status() == TOO_MANY_REQUESTS && seconds != null
                ? "Too many attempts. Wait " + seconds + (seconds.equals("1") ? " second" : " seconds")
                        + ", then try again."
                : problem.message();
    }

    private static void label(String field, String label) {
        LABELS.put(field, label);
    }
}
