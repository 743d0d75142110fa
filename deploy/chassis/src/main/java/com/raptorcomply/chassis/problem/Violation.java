package com.raptorcomply.chassis.problem;

/**
 * One fault of a request's body.
 *
 * @param field path of the member, its parts joined by dots, array positions in brackets
 * @param message a whole sentence that names the member
 * @param code of status 422
 */
public record Violation(String field, String message, ErrorCode code) {
    /** A violation whose sentence is the field's name and {@code requirement}. */
    public static Violation of(String field, ErrorCode code, String requirement) {
        return new Violation(field, "Field '" + field + "' " + requirement, code);
    }
}
