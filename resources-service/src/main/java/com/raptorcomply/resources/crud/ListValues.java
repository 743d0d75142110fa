package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.http.request.CursorSeal;
import com.raptorcomply.chassis.http.request.Timestamps;
import com.raptorcomply.resources.tenancy.Tenant;
import io.vertx.core.json.JsonArray;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The checked values of a list's query parameters.
 *
 * @param values name → parameter of PostgreSQL
 * @param sight of the caller if the request is for changes since a time, else null
 */
record ListValues(
        Map<String, Object> values,
        ListParameters parameters,
        @Nullable String sight) {
    /** Parameters that change which part of the list is sent, or what its records look like, but not the list. */
    private static final Set<String> OF_A_PAGE = Set.of(ListParameters.LIMIT, ListParameters.CURSOR);

    /** Parameters of what is kept only of the present. */
    private static final List<String> OF_THE_PRESENT =
            List.of(ListParameters.UPDATED_SINCE, ListParameters.SEARCH, ListParameters.SORT);

    private static final Set<String> OF_A_VIEW = Set.of(ListParameters.INCLUDE, ListParameters.FIELDS);

    /** Returns these values with more of them. */
    ListValues with(Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(values);
        all.putAll(more);
        return new ListValues(all, parameters, sight);
    }

    /**
     * Returns the query; throws a 400 if the cursor belongs to another one.
     *
     * @param path of the list, with the ids of its parent
     * @param parent what the path requires of the records
     */
    ListQuery query(String path, List<ListCondition> parent, CursorSeal seal, String organization) {
        SortedMap<String, String> given = new TreeMap<>();
        SortedMap<String, String> view = new TreeMap<>();
        values.forEach((name, value) -> {
            boolean isDefault = name.equals(ListParameters.INCLUDE_DELETED) && value.equals(false);
            if (!OF_A_PAGE.contains(name) && !isDefault) {
                (OF_A_VIEW.contains(name) ? view : given).put(name, spelling(value));
            }
        });
        if (asOf() != null) {
            OF_THE_PRESENT.stream().filter(values::containsKey).findFirst().ifPresent(name -> {
                throw QueryValues.bad(ListParameters.AS_OF, "cannot be combined with " + name);
            });
        }
        ListOrder order = order();
        List<ListCondition> conditions = new ArrayList<>(parent);
        conditions.addAll(conditions(order));
        String cursor = (String) values.get(ListParameters.CURSOR);
        Integer limit = (Integer) values.get(ListParameters.LIMIT);
        JsonArray sealed = ListQuery.sealed(organization, path, given);
        return new ListQuery(
                path,
                given,
                view,
                cursor != null && limit == null ? Integer.valueOf(ListQuery.LIMIT_DEFAULT) : limit,
                isTrue(ListParameters.INCLUDE_DELETED),
                values.containsKey(ListParameters.INCLUDE),
                members(),
                conditions,
                order,
                cursor == null ? start(order) : position(order, seal.open(sealed, cursor)),
                sight,
                asOf());
    }

    /** Returns the same values for a caller with this sight. */
    ListValues seenBy(Tenant tenant) {
        return since() == null ? this : new ListValues(values, parameters, tenant.sight());
    }

    /** Returns true if the request is for the first records of the list. */
    boolean isFirst() {
        return !values.containsKey(ListParameters.CURSOR);
    }

    /** Returns the position of a cursor; throws a 410 if the caller's sight was another when it was given. */
    private PagePosition position(ListOrder order, JsonArray written) {
        if (sight != null && !sight.equals(written.getValue(written.size() - 1))) {
            throw DeltaSight.moved();
        }
        return order.read(written);
    }

    private ListOrder order() {
        Object sort = values.get(ListParameters.SORT);
        if (sort != null) {
            return parameters.order((String[]) sort);
        }
        return since() == null ? ListOrder.BY_ID : parameters.order("updatedAt");
    }

    private List<ListCondition> conditions(ListOrder order) {
        List<ListCondition> conditions = new ArrayList<>();
        for (String filter : parameters.filters()) {
            Object value = values.get(filter);
            if (value != null) {
                conditions.add(parameters.condition(filter, value));
            }
        }
        if (values.get(ListParameters.SEARCH) instanceof String search) {
            conditions.addAll(parameters.words(search));
        }
        if (since() != null && !order.isByChange()) {
            conditions.add(new ListCondition.Since(since()));
        }
        return conditions;
    }

    private @Nullable PagePosition start(ListOrder order) {
        if (order.keys().isEmpty()) {
            return PagePosition.start();
        }
        OffsetDateTime since = since();
        return since != null && order.isByChange() ? PagePosition.start(since) : null;
    }

    /** Returns the time since which the request is for changes; null for all records. */
    @Nullable
    OffsetDateTime since() {
        return (OffsetDateTime) values.get(ListParameters.UPDATED_SINCE);
    }

    /** Returns the time of which the list is asked for; null for the present. */
    @Nullable
    OffsetDateTime asOf() {
        return (OffsetDateTime) values.get(ListParameters.AS_OF);
    }

    private @Nullable Set<String> members() {
        Object members = values.get(ListParameters.FIELDS);
        return members == null ? null : Set.of((String[]) members);
    }

    private boolean isTrue(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    /** Returns one text for all that a client may write for the same value. */
    private static String spelling(Object value) {
        if (value instanceof OffsetDateTime time) {
            return Timestamps.text(time);
        }
        return value instanceof String[] words ? String.join(",", words) : value.toString();
    }
}
