package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.openapi.DeclaredResource;
import com.raptorcomply.resources.schema.Field;
import com.raptorcomply.resources.schema.FieldType;
import io.vertx.core.MultiMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters of one list operation, with the types that the OpenAPI document gives them. Each filter compares
 * the field of its name, of the record itself or of one that it refers to. Immutable; any thread.
 */
final class ListParameters {
    static final String LIMIT = "limit";
    static final String CURSOR = "cursor";
    static final String UPDATED_SINCE = "updatedSince";
    static final String INCLUDE_DELETED = "includeDeleted";
    static final String INCLUDE = "include";
    static final String SEARCH = "q";
    static final String SORT = "sort";
    static final String FIELDS = "fields";
    static final String AS_OF = "asOf";

    private static final Set<String> OF_EVERY_LIST =
            Set.of(LIMIT, CURSOR, UPDATED_SINCE, INCLUDE_DELETED, INCLUDE, SEARCH, SORT, FIELDS, AS_OF);

    private final ResourceDefinition definition;
    private final DeclaredResource declared;
    private final Map<String, FieldType> types;
    private final Map<String, Field> fields;

    /**
     * Combines the declarations of a resource.
     *
     * @param types of the operation's query parameters
     * @throws IllegalStateException if the document has a parameter that no list knows
     */
    ListParameters(CompiledResource resource, Map<String, FieldType> types) {
        this.definition = resource.definition();
        this.declared = resource.declared();
        this.types = Map.copyOf(types);
        this.fields = resource.listed().fields().stream()
                .filter(field -> !field.name().equals(EntityTag.MEMBER))
                .collect(Collectors.toUnmodifiableMap(Field::name, field -> field));
        Set<String> unknown = new TreeSet<>(types.keySet());
        unknown.removeAll(OF_EVERY_LIST);
        declared.filters().forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new IllegalStateException("Lists of " + declared.plural() + " have no filter " + unknown);
        }
    }

    /** Returns the names of the filters. */
    List<String> filters() {
        return declared.filters();
    }

    boolean isDocumented(String parameter) {
        return types.containsKey(parameter);
    }

    /**
     * Reads the values of a request; throws a 400 that names the invalid parameter. Parameters that only the operation
     * knows are left to it.
     */
    ListValues read(MultiMap sent) {
        return new ListValues(new QueryValues(types).read(sent), this, null);
    }

    /** Returns the condition that a filter sets. */
    ListCondition condition(String filter, @Nullable Object value) {
        Function<@Nullable Object, ListCondition> declaredCondition =
                definition.filters().get(filter);
        if (declaredCondition != null) {
            return declaredCondition.apply(value);
        }
        FilterPath through = definition.filtersThrough().get(filter);
        return through == null
                ? new ListCondition.Equal(Field.column(filter), value)
                : new ListCondition.Through(through, Field.column(filter), value);
    }

    /** Returns the conditions of a search; throws a 400 if it has no word or too many. */
    List<ListCondition> words(String search) {
        List<String> terms = SearchTerms.of(search);
        if (terms.isEmpty() || terms.size() > SearchTerms.COUNT_MAX) {
            throw QueryValues.bad(
                    SEARCH, "must have 1 to " + SearchTerms.COUNT_MAX + " different words of letters or digits");
        }
        return terms.stream()
                .map(term -> (ListCondition) new ListCondition.Word(term))
                .toList();
    }

    /** Returns all declared orders by one field, ascending. */
    List<ListOrder> orders() {
        return declared.orders().stream().map(this::order).toList();
    }

    /** Returns the order that these words request. */
    ListOrder order(String... words) {
        Set<String> seen = new HashSet<>();
        for (String word : words) {
            if (!seen.add(ListOrder.field(word))) {
                throw QueryValues.bad(SORT, "must not name " + ListOrder.field(word) + " twice");
            }
        }
        return new ListOrder(List.of(words).stream().map(this::key).toList());
    }

    private ListOrder.Key key(String word) {
        Field field = fields.get(ListOrder.field(word));
        if (field == null) {
            throw new IllegalStateException(declared.plural() + " have no field " + word);
        }
        return ListOrder.Key.of(field, ListOrder.isDescending(word));
    }
}
