package com.raptorcomply.resources.crud;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * An action that leads records of some states to another state. Immutable.
 *
 * @param action the last part of its path, such as {@code approve}
 * @param participle as in "cannot be approved"
 * @param from the states in which it is possible
 * @param to the state to which it leads
 * @param guards that refuse callers, before the state of the record is looked at
 * @param effects that follow once the action is possible, before the record changes its state
 */
public record Transition(
        String action,
        String participle,
        List<String> from,
        String to,
        List<ActionStep> guards,
        List<ActionStep> effects) {
    public Transition {
        from = List.copyOf(from);
        guards = List.copyOf(guards);
        effects = List.copyOf(effects);
    }

    /** Creates an action that only changes the state. */
    public static Transition of(String action, String participle, List<String> from, String to) {
        return new Transition(action, participle, from, to, List.of(), List.of());
    }

    /** Returns the action with one more condition on its callers. */
    public Transition guardedBy(ActionStep guard) {
        return new Transition(action, participle, from, to, with(guards, guard), effects);
    }

    /** Returns the action with one more effect. */
    public Transition then(ActionStep effect) {
        return new Transition(action, participle, from, to, guards, with(effects, effect));
    }

    /** Returns the statements of its steps, for preparing them at start. */
    List<String> statements() {
        return Stream.concat(guards.stream(), effects.stream())
                .flatMap(step -> step.statements().stream())
                .toList();
    }

    private static List<ActionStep> with(List<ActionStep> steps, ActionStep more) {
        List<ActionStep> all = new ArrayList<>(steps);
        all.add(more);
        return all;
    }
}
