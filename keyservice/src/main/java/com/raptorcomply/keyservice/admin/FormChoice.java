package com.raptorcomply.keyservice.admin;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.chassis.problem.ProblemException;

/** A choice of a form that makes other fields count, such as “On a date” for the field of a date. */
public final class FormChoice {
    private FormChoice() {}

    /**
     * Returns the refusal of a field that was filled in without its choice. To pass over it would make something else than
     * the form shows.
     *
     * @param label of the choice
     */
    public static ProblemException missing(String field, String label) {
        return Problem.of(
                        ErrorCode.INVALID_VALUE,
                        "This counts only with “" + label + "”. Choose that, or leave this as it was")
                .withField(field)
                .exception();
    }
}
