package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.openapi.DeclaredResource;
import com.raptorcomply.chassis.openapi.DeclaredResource.NaturalKey;
import com.raptorcomply.resources.schema.Field;
import com.raptorcomply.resources.schema.ObjectSchema;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * A declared resource with the schema and SQL compiled for it at start.
 *
 * @param declared in the OpenAPI document
 * @param schema of its body in a POST or PUT
 * @param listed of a record in its list
 */
public record CompiledResource(
        ResourceDefinition definition,
        DeclaredResource declared,
        ObjectSchema schema,
        ResourceSql sql,
        ObjectSchema listed) {
    /** Returns the path of its list, such as {@code /cyber-assets}. */
    String path() {
        return declared.path();
    }

    /** Returns the statements of its operations on one record, for preparing them at start. */
    List<String> statements() {
        Set<String> statements = new LinkedHashSet<>();
        declared.operations().forEach(operation -> statements.addAll(sql.statements(operation)));
        if (declared.naturalKey() != null) {
            statements.add(sql.lockBy(key()));
        }
        definition.references().values().forEach(table -> statements.add(WriteSupport.reference(table)));
        definition.linked().values().forEach(linked -> statements.addAll(linked.statements()));
        definition.rules().forEach(rule -> statements.addAll(rule.statements()));
        definition.conditions().forEach(condition -> statements.addAll(condition.statements()));
        definition.within().forEach(whole -> statements.add(whole.sql()));
        States states = definition.states();
        if (states != null) {
            statements.add(sql.move(states.field()));
            states.transitions().forEach(transition -> statements.addAll(transition.statements()));
        }
        DueStatus due = DueStatus.of(definition);
        if (due != null) {
            statements.add(sql.stored(due.field()));
        }
        String dependants = Dependants.sql(definition.dependants());
        if (dependants != null) {
            statements.add(dependants);
        }
        return List.copyOf(statements);
    }

    /** Returns the field by which {@code upsert} finds a record. */
    Field key() {
        NaturalKey key = Objects.requireNonNull(declared.naturalKey());
        return schema.fields().stream()
                .filter(field -> field.name().equals(key.field()))
                .findFirst()
                .orElseThrow();
    }

    /** Returns true if its records tell the time of their last change. */
    boolean isDated() {
        return listed.fields().stream().anyMatch(field -> field.name().equals("updatedAt"));
    }

    /** Returns the path of one record. */
    public String path(UUID id) {
        return path() + "/" + id;
    }

    /** Returns the SQL of a record's JSON, over the row {@code r}. */
    public String body() {
        return sql.body();
    }

    /** Adds the columns of a checked body, in the order of {@link ResourceSql}. */
    Tuple bind(JsonObject body, Tuple parameters) {
        for (Field field : ResourceSql.columns(definition, schema)) {
            Object value = body.getValue(field.name());
            parameters.addValue(value == null ? null : field.type().parameter(value));
        }
        return parameters;
    }

    /**
     * Returns members with the defaults of those that have no value.
     *
     * @param before the members as they are; empty if the record is new
     */
    JsonObject withDefaults(JsonObject before, JsonObject members) {
        JsonObject all = members.copy();
        definition.defaults().forEach((field, value) -> {
            if (all.getValue(field) == null) {
                // An overdue record has one of the open words below, which a body without a status does not change.
                all.put(field, DueStatus.OVERDUE.equals(before.getString(field)) ? DueStatus.OVERDUE : value);
            }
        });
        return all;
    }

    /** Sorts the ids of linked records, because their order and spelling have no meaning; none is the same as null. */
    void sortLinked(JsonObject members) {
        for (String field : definition.linked().keySet()) {
            List<String> ids = members.getJsonArray(field, new JsonArray()).stream()
                    .map(id -> UUID.fromString((String) id).toString())
                    .sorted()
                    .toList();
            members.put(field, new JsonArray(ids));
        }
    }

    /** Returns the writable members of a stored record, with those that other tables hold. */
    JsonObject writable(JsonObject stored) {
        JsonObject members = schema.writable(stored);
        definition.linked().forEach((field, linked) -> members.put(field, linked.stored(stored)));
        return members;
    }
}
