package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The states of a resource's records: in which of them a record can be changed or deleted, and the actions that lead from
 * one to another. Each action is the operation {@code <action><Singular>}, POST on the path of the record. Immutable.
 */
public final class States {
    private final String field;
    private final Set<String> editable;
    private final Set<String> deletable;
    private final List<Transition> transitions;

    private States(Builder declared) {
        this.field = declared.field;
        this.editable = Set.copyOf(declared.editable);
        this.deletable = Set.copyOf(declared.deletable);
        this.transitions = List.copyOf(declared.transitions);
    }

    /** Returns the field that holds the state. */
    String field() {
        return field;
    }

    List<Transition> transitions() {
        return transitions;
    }

    /** Throws a 409 that names the possible actions, unless the action is one of them. */
    void require(Transition transition, String noun, JsonObject record) {
        require(transition.from().contains(state(record)), transition.participle(), noun, state(record));
    }

    /** Throws a 409 that names the possible actions, unless a record in this state can be changed. */
    void requireEditable(String noun, JsonObject record) {
        requireEditable(noun, state(record));
    }

    void requireEditable(String noun, String state) {
        require(editable.contains(state), "changed", noun, state);
    }

    /** Throws a 409 that names the possible actions, unless a record in this state can be deleted. */
    void requireDeletable(String noun, JsonObject record) {
        require(deletable.contains(state(record)), "deleted", noun, state(record));
    }

    private String state(JsonObject record) {
        return record.getString(field);
    }

    private void require(boolean possible, String participle, String noun, String state) {
        if (!possible) {
            String article = "aeiou".indexOf(state.charAt(0)) < 0 ? "A " : "An ";
            throw Problem.of(
                            ErrorCode.STATE_CONFLICT,
                            article + state + ' ' + noun + " cannot be " + participle + "; possible: " + actions(state))
                    .exception();
        }
    }

    private String actions(String state) {
        String possible = transitions.stream()
                .filter(transition -> transition.from().contains(state))
                .map(Transition::action)
                .collect(Collectors.joining(", "));
        return possible.isEmpty() ? "nothing" : possible;
    }

    /** Collects the states of a resource. Not thread-safe. */
    public static final class Builder {
        private final String field;
        private final Set<String> editable = new HashSet<>();
        private final Set<String> deletable = new HashSet<>();
        private final List<Transition> transitions = new ArrayList<>();

        Builder(String field) {
            this.field = field;
        }

        /** Adds states in which a record can be changed. */
        public Builder editable(String... states) {
            editable.addAll(List.of(states));
            return this;
        }

        /** Adds states in which a record can be deleted. */
        public Builder deletable(String... states) {
            deletable.addAll(List.of(states));
            return this;
        }

        /** Adds an action. */
        public Builder on(Transition transition) {
            transitions.add(transition);
            return this;
        }

        States build() {
            return new States(this);
        }
    }
}
