package com.raptorcomply.resources.crud;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Declares what the engine needs about a resource beyond its schemas: table, references and unique constraints. Its
 * operations are {@code list}, {@code create}, {@code read}, {@code update}, {@code replace} and {@code delete} with
 * the singular or plural name, if the OpenAPI document has them. A body has the schema {@code <singular>New}.
 *
 * @param singular its schema, such as {@code CyberAsset}
 * @param plural as in {@code listCyberAssets}
 * @param table its table; also its type in the activity log
 * @param computed fields that are no columns: name → SQL over the row {@code r}
 * @param references fields with the id of another record: name → its table
 * @param unique constraint → the field that collides
 */
public record ResourceDefinition(
        String singular,
        String plural,
        String table,
        Map<String, String> computed,
        Map<String, String> references,
        Map<String, String> unique) {

    public ResourceDefinition {
        computed = Map.copyOf(computed);
        references = Map.copyOf(references);
        unique = Map.copyOf(unique);
    }

    /** Declares a resource whose fields are all columns without references. */
    public static ResourceDefinition of(String singular, String plural, String table) {
        return new ResourceDefinition(singular, plural, table, Map.of(), Map.of(), Map.of());
    }

    /** Adds a computed field. */
    public ResourceDefinition computed(String field, String sql) {
        return new ResourceDefinition(singular, plural, table, with(computed, field, sql), references, unique);
    }

    /** Adds a field with the id of a live record of the organization. */
    public ResourceDefinition reference(String field, String otherTable) {
        return new ResourceDefinition(singular, plural, table, computed, with(references, field, otherTable), unique);
    }

    /** Adds a field that is unique under this constraint or index. */
    public ResourceDefinition unique(String constraint, String field) {
        return new ResourceDefinition(singular, plural, table, computed, references, with(unique, constraint, field));
    }

    private static Map<String, String> with(Map<String, String> map, String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(map);
        more.put(key, value);
        return more;
    }
}
