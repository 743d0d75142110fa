package com.raptorcomply.resources.crud;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the engine must know of a resource beyond its schemas: where it is kept, what its fields refer to, what is unique.
 * Its operations are {@code list}, {@code create}, {@code read}, {@code update}, {@code replace} and {@code delete} with
 * the singular or plural name, as far as the OpenAPI document has them; a body has the shape {@code <singular>New}.
 *
 * @param singular its schema, such as {@code CyberAsset}
 * @param plural as in {@code listCyberAssets}
 * @param table where it is kept; also its type in the activity log
 * @param computed fields that are no column: name → SQL over the row {@code r}
 * @param references fields that hold the id of another record: name → its table
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

    /** A resource whose fields are all columns and refer to nothing. */
    public static ResourceDefinition of(String singular, String plural, String table) {
        return new ResourceDefinition(singular, plural, table, Map.of(), Map.of(), Map.of());
    }

    /** With a field that is computed. */
    public ResourceDefinition computed(String field, String sql) {
        return new ResourceDefinition(singular, plural, table, with(computed, field, sql), references, unique);
    }

    /** With a field that must hold the id of a live record of the organization. */
    public ResourceDefinition reference(String field, String otherTable) {
        return new ResourceDefinition(singular, plural, table, computed, with(references, field, otherTable), unique);
    }

    /** With a field that is unique under this constraint or index. */
    public ResourceDefinition unique(String constraint, String field) {
        return new ResourceDefinition(singular, plural, table, computed, references, with(unique, constraint, field));
    }

    private static Map<String, String> with(Map<String, String> map, String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(map);
        more.put(key, value);
        return more;
    }
}
