package com.raptorcomply.chassis.problem;

/**
 * One fault of a request's body.
 *
 * @param field path of the member, its parts joined by dots, array positions in brackets
 * @param message a complete sentence that names the member
 * @param code of status 422
 */
public record Violation(String field, String message, ErrorCode code) {
    /** Creates a violation whose message is the field's name followed by {@code requirement}. */
    public static Violation of(String field, ErrorCode code, String requirement) {
        return new Violation(field, "Field '" + field + "' " + requirement, code);
    }

    /** Creates the violation that the operation does not know a field. */
    public static Violation unknown(String field) {
        return new Violation(field, "Unknown field '" + field + "'", ErrorCode.UNKNOWN_FIELD);
    }
}
