package com.raptorcomply.keyservice.admin;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state in which a page shows a form: what its fields hold, and what was refused.
 *
 * @param values by name
 * @param faults each with the name of its field; an empty name for a fault of the whole form
 */
public record FormState(Map<String, List<String>> values, List<Fault> faults) {
    private static final String CHANGED = "Nothing is saved yet, because somebody else has just changed this.";

    public FormState {
        values = Map.copyOf(values);
        faults = List.copyOf(faults);
    }

    /** A refusal in a sentence that names the field as the form does. */
    public record Fault(String field, String message) {
        /** Returns the id of the input: the field without the position in a list. */
        public String input() {
            return field.replaceFirst("\\[.*", "");
        }
    }

    /** Returns the state of a form that nobody has filled in. */
    public static FormState empty() {
        return new FormState(Map.of(), List.of());
    }

    /** Returns the state of a form with these values to begin with. */
    public static FormState of(Map<String, List<String>> values) {
        return new FormState(values, List.of());
    }

    /** Returns the state of a form that was refused. */
    static FormState refused(FormFields typed, Problem problem) {
        List<Fault> faults = problem.violations().isEmpty()
                ? List.of(fault(problem.field() == null ? "" : problem.field(), sentence(problem)))
                : problem.violations().stream()
                        .map(each -> fault(each.field(), each.message()))
                        .toList();
        return new FormState(typed.values(), faults);
    }

    private static Fault fault(String field, String message) {
        return new Fault(field, FieldLabels.sentence(field, message));
    }

    /** Returns the API's sentence, but for a changed resource one without the fields of HTTP. */
    private static String sentence(Problem problem) {
        return problem.code() == ErrorCode.PRECONDITION_FAILED ? CHANGED : FieldLabels.sentence(problem);
    }

    /** Returns the first value; empty without one. */
    public String value(String name) {
        List<String> found = values.getOrDefault(name, List.of());
        return found.isEmpty() ? "" : found.get(0);
    }

    /** Returns true if a box or an option with this value is chosen. */
    public boolean has(String name, String value) {
        return values.getOrDefault(name, List.of()).contains(value);
    }

    public boolean isRefused() {
        return !faults.isEmpty();
    }

    /** Returns the sentence about this field or a part of it, such as an item of its list; null if there is none. */
    public @Nullable String fault(String name) {
        return faults.stream()
                .filter(fault -> belongs(fault.field(), name))
                .map(Fault::message)
                .findFirst()
                .orElse(null);
    }

    /**
     * Returns the ids of the sentences that stand below a field, for {@code aria-describedby}; null if none does.
     *
     * @param help empty if the field has none
     */
    public @Nullable String describedBy(String name, String help) {
        String ofHelp = help.isEmpty() ? "" : name + "-help";
        String ofFault = fault(name) == null ? "" : name + "-fault";
        String ids = (ofHelp + " " + ofFault).strip();
        return ids.isEmpty() ? null : ids;
    }

    private static boolean belongs(String field, String name) {
        return field.equals(name) || field.startsWith(name + "[") || field.startsWith(name + ".");
    }
}
