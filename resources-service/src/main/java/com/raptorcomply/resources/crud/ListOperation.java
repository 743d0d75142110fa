package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.http.request.CursorSeal;
import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.resources.schema.Field;
import com.raptorcomply.resources.tenancy.TenantDatabase;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One list operation: all records of a resource, or those that belong to another record.
 *
 * @param id of the operation in the OpenAPI document
 * @param path of the whole list; under a parent, the part that follows the parent's path
 * @param parent null for the whole list
 */
record ListOperation(
        String id,
        String path,
        ListSql sql,
        ListParameters parameters,
        @Nullable Parent parent) {
    private static final UUID NO_ID = new UUID(0, 0);

    /**
     * The record in whose path the list is.
     *
     * @param path template of that record
     * @param filter of the list that its id sets, named as the parent's table with {@code Id}
     */
    record Parent(String path, String filter) {
        private static final String ID = "{id}";

        String table() {
            String column = Field.column(filter);
            return column.substring(0, column.length() - "_id".length());
        }

        String path(UUID id) {
            return path.replace(ID, id.toString());
        }

        /** Returns the statement that finds the record if the caller sees it. $1 id; scoped. */
        String sql() {
            String found = "SELECT 1 FROM " + table() + " p WHERE p.id = $1 AND p.deleted_at IS NULL AND caller.known";
            return Postgres.ONCE + TenantDatabase.scoped(found, 1);
        }
    }

    /**
     * Returns the query of a request; throws a 400 if its cursor belongs to another one.
     *
     * @param id of the parent; null without one
     */
    ListQuery query(ListValues values, @Nullable UUID id, CursorSeal seal, String organization) {
        return parent == null || id == null
                ? values.query(path, List.of(), seal, organization)
                : values.query(parent.path(id) + path, conditions(parent, id), seal, organization);
    }

    /**
     * Returns each text that connections keep, and others in which all conditions and orders occur, so that a wrong one
     * is found when they are prepared.
     */
    List<String> statements() {
        List<ListCondition> always = parent == null ? List.of() : conditions(parent, NO_ID);
        ListOrder byChange = parameters.order("updatedAt");
        List<String> statements = new ArrayList<>();
        for (boolean includeDeleted : new boolean[] {false, true}) {
            for (boolean isRestricted : new boolean[] {false, true}) {
                statements.add(sample(always, ListOrder.BY_ID, includeDeleted, isRestricted));
                statements.add(sample(always, byChange, includeDeleted, isRestricted));
            }
        }
        if (parent != null) {
            statements.add(parent.sql());
            return statements;
        }
        List<ListCondition> all = new ArrayList<>();
        for (String filter : parameters.filters()) {
            ListCondition condition = parameters.condition(filter, null);
            statements.add(sample(List.of(condition), ListOrder.BY_ID, false, false));
            all.add(condition);
        }
        if (parameters.isDocumented(ListParameters.AS_OF)) {
            statements.add(sample(all, ListOrder.BY_ID, false, true, OffsetDateTime.MIN));
        }
        all.add(new ListCondition.Since(null));
        if (parameters.isDocumented(ListParameters.SEARCH)) {
            all.addAll(parameters.words("a"));
        }
        statements.add(sample(all, byChange, false, false));
        parameters.orders().forEach(order -> statements.add(sample(List.of(), order, false, false)));
        return statements;
    }

    private String sample(
            List<ListCondition> conditions, ListOrder order, boolean includeDeleted, boolean isRestricted) {
        return sample(conditions, order, includeDeleted, isRestricted, null);
    }

    private String sample(
            List<ListCondition> conditions,
            ListOrder order,
            boolean includeDeleted,
            boolean isRestricted,
            @Nullable OffsetDateTime asOf) {
        // Filters alone are asked for without tags most of the time, and these texts are kept.
        boolean isTagged = conditions.stream().anyMatch(condition -> condition instanceof ListCondition.Since);
        PagePosition position =
                new PagePosition(Collections.nCopies(order.keys().size(), ""), NO_ID);
        return sql.statement(
                        new ListQuery(
                                path,
                                new TreeMap<>(),
                                new TreeMap<>(),
                                null,
                                includeDeleted,
                                isTagged,
                                null,
                                conditions,
                                order,
                                position,
                                null,
                                asOf),
                        1,
                        isRestricted)
                .sql();
    }

    private List<ListCondition> conditions(Parent owner, UUID id) {
        return List.of(new ListCondition.Parent(owner.table(), id), parameters.condition(owner.filter(), id));
    }
}
