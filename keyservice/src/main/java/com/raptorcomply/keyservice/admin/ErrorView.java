package com.raptorcomply.keyservice.admin;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;

/**
 * An error as a page.
 *
 * @param title the status in a few words
 * @param sentence what happened and what helps
 * @param again true if a later try may succeed
 */
public record ErrorView(int status, String title, String sentence, boolean again) implements View {
    private static final String NO_ACCESS = "You don't have access to this page. Ask an admin if you need it.";

    private static final String TOO_LARGE =
            "Nothing is changed, because the form holds more than 64 KB. Go back in your browser and send less.";

    @Override
    public String template() {
        return "error.jte";
    }

    static ErrorView of(Problem problem) {
        return switch (problem.status()) {
            case 403 -> new ErrorView(403, "No access", forbidden(problem), false);
            case 413 -> new ErrorView(413, "This form is too large", TOO_LARGE, false);
            case 404 -> new ErrorView(404, "Page not found", "There is nothing here, or no longer.", false);
            case 503 -> new ErrorView(503, "Not available right now", problem.message(), true);
            case 500 -> new ErrorView(500, "Something went wrong", problem.message(), true);
            default -> new ErrorView(problem.status(), problem.error(), problem.message(), false);
        };
    }

    private static String forbidden(Problem problem) {
        return problem.code() == ErrorCode.CSRF_TOKEN_MISSING
                ? "Another site has sent this form, so nothing is done."
                : NO_ACCESS;
    }
}
