package com.raptorcomply.chassis.problem;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Chooses between the two error formats by {@code Accept} (RFC 9110 section 12.5.1). */
final class ProblemMediaType {
    private ProblemMediaType() {}

    static boolean prefersProblemJson(@Nullable String accept) {
        if (accept == null || !accept.toLowerCase(Locale.ROOT).contains("problem+json")) {
            return false;
        }
        float problem = 0;
        float json = 0;
        for (String range : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = range.split(";", -1);
            switch (parts[0].strip()) {
                case "application/problem+json" -> problem = quality(parts);
                case "application/json" -> json = quality(parts);
                default -> {}
            }
        }
        return problem > 0 && problem >= json;
    }

    private static float quality(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.startsWith("q=")) {
                try {
                    return Float.parseFloat(parameter.substring(2));
                } catch (NumberFormatException e) {
                    return 0;
                }
            }
        }
        return 1;
    }
}
