package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.resources.schema.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Declares what the engine needs about a resource beyond the OpenAPI document: table, references, unique constraints and
 * filters through a reference. Its operations are {@code list}, {@code create}, {@code read}, {@code update}, {@code
 * replace} and {@code delete} with the singular or plural name, if the document has them. A body has the schema {@code
 * <singular>New}. Immutable.
 */
public final class ResourceDefinition {
    private final Builder declared;

    private ResourceDefinition(Builder declared) {
        this.declared = declared;
    }

    /**
     * Begins the declaration of a resource whose fields are all columns without references. The names are as in {@code
     * CyberAsset} and {@code listCyberAssets}; the table is also its type in the activity log.
     */
    public static Builder of(String singular, String plural, String table) {
        return new Builder(singular, plural, table);
    }

    String singular() {
        return declared.singular;
    }

    String plural() {
        return declared.plural;
    }

    String table() {
        return declared.table;
    }

    /** Returns the fields that are no columns. */
    Map<String, Computed> computed() {
        return Collections.unmodifiableMap(declared.computed);
    }

    /** Returns the fields with the id of another record: name → its table. */
    Map<String, String> references() {
        return Collections.unmodifiableMap(declared.references);
    }

    /** Returns the fields of bodies that other tables hold. */
    Map<String, LinkedField> linked() {
        return Collections.unmodifiableMap(declared.linked);
    }

    /** Returns the conditions that are neither in the schema nor plain references. */
    List<WriteCondition> conditions() {
        return Collections.unmodifiableList(declared.conditions);
    }

    /** Returns the values of fields that a body leaves out. */
    Map<String, String> defaults() {
        return Collections.unmodifiableMap(declared.defaults);
    }

    /** Returns the filters that are no plain comparison with the field of their name: parameter → its condition. */
    Map<String, Function<@Nullable Object, ListCondition>> filters() {
        return Collections.unmodifiableMap(declared.filters);
    }

    /** Returns what else a change does. */
    List<ChangeRule> rules() {
        return Collections.unmodifiableList(declared.rules);
    }

    /** Returns the records that keep one from being deleted. */
    List<Dependants.Kind> dependants() {
        return Collections.unmodifiableList(declared.dependants);
    }

    /** Returns constraint → the field that collides. */
    Map<String, String> unique() {
        return Collections.unmodifiableMap(declared.unique);
    }

    /** Returns constraint → the error of what it refuses. */
    Map<String, ConstraintErrors.Check> checks() {
        return Collections.unmodifiableMap(declared.checks);
    }

    /** Returns the filters by a field of the record that a reference leads to: parameter → its way. */
    Map<String, FilterPath> filtersThrough() {
        return Collections.unmodifiableMap(declared.filtersThrough);
    }

    /** Returns the states of its records, or null. */
    @Nullable
    States states() {
        return declared.states;
    }

    /** Returns the records of which one is a part. */
    List<Containment> within() {
        return Collections.unmodifiableList(declared.within);
    }

    /** Returns its name in words, such as {@code cyber asset}. */
    String noun() {
        return declared.singular.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    /** Returns the function that finds the pages of restricted callers, or null. */
    @Nullable
    String sight() {
        return declared.sight;
    }

    /** Returns true if connections do not keep its statements prepared. */
    boolean isSeldom() {
        return declared.seldom;
    }

    /** Collects a declaration. Not thread-safe, and not usable after {@link #build}. */
    public static final class Builder {
        private final String singular;
        private final String plural;
        private final String table;
        private final Map<String, Computed> computed = new LinkedHashMap<>();
        private final Map<String, String> references = new LinkedHashMap<>();
        private final Map<String, String> unique = new LinkedHashMap<>();
        private final Map<String, ConstraintErrors.Check> checks = new LinkedHashMap<>();
        private final Map<String, LinkedField> linked = new LinkedHashMap<>();
        private final List<ChangeRule> rules = new ArrayList<>();
        private final List<Dependants.Kind> dependants = new ArrayList<>();
        private final Map<String, FilterPath> filtersThrough = new LinkedHashMap<>();
        private final List<WriteCondition> conditions = new ArrayList<>();
        private final Map<String, String> defaults = new LinkedHashMap<>();
        private final Map<String, Function<@Nullable Object, ListCondition>> filters = new LinkedHashMap<>();
        private final List<Containment> within = new ArrayList<>();
        private boolean seldom;
        private @Nullable String sight;
        private @Nullable States states;

        private Builder(String singular, String plural, String table) {
            this.singular = singular;
            this.plural = plural;
            this.table = table;
        }

        /** Adds a computed field: SQL over the row {@code r}. */
        public Builder computed(String field, String sql) {
            return computed(field, new Computed(sql, sql));
        }

        /** Adds a computed field whose past is in other tables than its present. */
        public Builder computed(String field, Computed sql) {
            computed.put(field, sql);
            return this;
        }

        /**
         * Adds a field with the id of a live record of the organization.
         *
         * @param field its name, or {@code items[].id} for a field of each item of an array
         */
        public Builder reference(String field, String otherTable) {
            references.put(field, otherTable);
            return this;
        }

        /** Adds a field of bodies that another table holds. */
        public Builder linked(String field, LinkedField stored) {
            linked.put(field, stored);
            return this;
        }

        /** Adds what else a change does. */
        public Builder rule(ChangeRule rule) {
            rules.add(rule);
            return this;
        }

        /** Adds a condition on records that are created or changed. */
        public Builder condition(WriteCondition condition) {
            conditions.add(condition);
            return this;
        }

        /**
         * Declares a status that becomes {@code overdue} by itself.
         *
         * @param dueField with the due date
         * @param open the words that become overdue; the first is the default
         */
        public Builder dueStatus(String field, String dueField, String... open) {
            DueStatus status = new DueStatus(field, dueField, List.of(open));
            computed(field, status.sql());
            defaults.put(field, open[0]);
            filters.put(field, status::condition);
            return condition(status);
        }

        /** Lets lists be filtered by the first and the last value of a field. */
        public Builder filterRange(String from, String to, String field) {
            filters.put(from, value -> new ListCondition.Bound(Field.column(field), true, value));
            filters.put(to, value -> new ListCondition.Bound(Field.column(field), false, value));
            return this;
        }

        /** Lets lists be filtered by a column of a table that links records to others. */
        public Builder filterLinked(String filter, String links) {
            filters.put(filter, value -> new ListCondition.Linked(links, table + "_id", Field.column(filter), value));
            return this;
        }

        /** Gives records ids of other systems, with a filter by one. The table has them by {@code add_external_ids}. */
        public Builder externalIds() {
            filters.put(ExternalIds.FILTER, value -> ExternalIds.condition(table, value));
            return unique(ExternalIds.CONSTRAINT, ExternalIds.FIELD);
        }

        /**
         * Keeps a record from being deleted while others depend on it.
         *
         * @param plural the name of the others in responses, such as {@code cyberAssets}
         * @param otherTable where they are
         * @param column of that table with the id of the record
         */
        public Builder deletableUnless(String plural, String otherTable, String column) {
            dependants.add(new Dependants.Kind(plural, otherTable, column));
            return this;
        }

        /** Adds what a check constraint or a trigger with that name refuses; the error names the field. */
        public Builder check(String constraint, ErrorCode code, String field, String message) {
            checks.put(constraint, new ConstraintErrors.Check(code, field, message));
            return this;
        }

        /** Adds a field that is unique under this constraint or index. */
        public Builder unique(String constraint, String field) {
            unique.put(constraint, field);
            return this;
        }

        /** Lets lists be filtered by a field of the record that a reference leads to, as {@link FilterPath} says. */
        public Builder filterThrough(String field, String reference, String otherTable, String pages) {
            filtersThrough.put(field, new FilterPath(reference, otherTable, pages));
            return this;
        }

        /**
         * Gives records states, which only actions change.
         *
         * @param field that holds the state; its column has the first state by default
         */
        public Builder states(String field, Consumer<States.Builder> declaration) {
            States.Builder builder = new States.Builder(field);
            declaration.accept(builder);
            states = builder.build();
            return this;
        }

        /** Makes records parts of one with states, whose id a field has: they change only while that one can be changed. */
        public Builder within(String field, ResourceDefinition whole) {
            within.add(new Containment(field, whole));
            return reference(field, whole.table());
        }

        /**
         * Names an SQL function that finds the first ids after a position that a restricted caller sees, because row by row
         * a long list is read in vain for a caller who sees little. Its arguments are the position (an id, or a time of
         * change and an id), the number of ids, and true if deleted records count.
         */
        public Builder sight(String function) {
            sight = function;
            return this;
        }

        /** Keeps none of its statements prepared, because few requests are for it. */
        public Builder seldom() {
            seldom = true;
            return this;
        }

        public ResourceDefinition build() {
            return new ResourceDefinition(this);
        }
    }
}
