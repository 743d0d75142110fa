package com.raptorcomply.resources.shape;

/**
 * Why a body is refused: the field at fault and a sentence about it, for a 422.
 *
 * @param field path of the field, its parts joined by dots
 * @param message the whole sentence, which names the field
 */
public record Fault(String field, String message) {
    /** A fault whose sentence is the field's name and {@code requirement}. */
    public static Fault of(String field, String requirement) {
        return new Fault(field, "Field '" + field + "' " + requirement);
    }
}
