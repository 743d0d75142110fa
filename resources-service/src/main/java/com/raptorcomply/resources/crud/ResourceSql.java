package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.resources.schema.Field;
import com.raptorcomply.resources.schema.ObjectSchema;
import com.raptorcomply.resources.tenancy.TenantDatabase;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Composes the SQL of one resource, once at start. PostgreSQL writes each record's JSON as bytes in the order of the
 * schema, and the service passes them on unread. No statement has a condition on the organization, because row-level
 * security has it; the index on (organization_id, id) serves both.
 */
public final class ResourceSql {
    private final ResourceDefinition definition;
    private final ObjectSchema shown;
    private final ObjectSchema listed;
    private final String table;
    private final List<String> columns;
    private final String body;
    private final String listBody;
    private final String keptBody;

    ResourceSql(ResourceDefinition definition, ObjectSchema written, ObjectSchema shown, ObjectSchema listed) {
        this.definition = definition;
        this.shown = shown;
        this.listed = listed;
        this.table = definition.table();
        this.columns = columns(definition, written).stream().map(Field::column).toList();
        this.body = body(shown, name -> true, Computed::sql);
        this.listBody = body(listed, name -> true, Computed::sql);
        this.keptBody = body(shown, name -> true, Computed::sqlAsOf);
    }

    /** Returns the writable fields that are columns, in the order in which statements bind them. */
    static List<Field> columns(ResourceDefinition definition, ObjectSchema written) {
        return written.writable().stream()
                .filter(field -> !definition.linked().containsKey(field.name()))
                .toList();
    }

    /** Reads one record. $1 id; scoped. */
    public String read() {
        return text(TenantDatabase.scopedToOne(live() + " AND caller.known", 1));
    }

    /** Locks and reads a record. $1 id. */
    String lock() {
        return text(live() + " FOR NO KEY UPDATE OF r");
    }

    /** Locks and reads the record with a value in a field that is unique. $1 the value. */
    String lockBy(Field field) {
        return text(where("r." + field.column() + " = $1") + " FOR NO KEY UPDATE OF r");
    }

    /** Inserts a record. $1 organization, $2 id, then the writable fields. Its times are the change's, by default. */
    String insert() {
        String values = IntStream.rangeClosed(1, columns.size() + 2)
                .mapToObj(i -> "$" + i)
                .collect(Collectors.joining(", "));
        return text("INSERT INTO " + table + " AS r (organization_id, id, " + String.join(", ", columns) + ") VALUES ("
                + values + ") RETURNING " + body);
    }

    /** Updates a record. $1 id, then the writable fields. */
    String update() {
        String assignments = IntStream.range(0, columns.size())
                .mapToObj(i -> columns.get(i) + " = $" + (i + 2))
                .collect(Collectors.joining(", "));
        return text("UPDATE " + table + " AS r SET " + assignments
                + ", updated_at = change_time() WHERE r.id = $1 RETURNING " + body);
    }

    /** Reads one column as it is stored. $1 id. */
    String stored(String field) {
        return "SELECT r." + Field.column(field) + " FROM " + table + " r WHERE r.id = $1";
    }

    /** Moves a record to another state. $1 id, $2 the state. */
    String move(String field) {
        return Postgres.ONCE + "UPDATE " + table + " AS r SET " + Field.column(field)
                + " = $2, updated_at = change_time() WHERE r.id = $1 RETURNING " + body;
    }

    /** Marks a record as deleted. $1 id. */
    String delete() {
        return Postgres.ONCE + "UPDATE " + table
                + " AS r SET deleted_at = change_time(), updated_at = change_time() WHERE r.id = $1";
    }

    /** Returns the expression of a record's JSON in a single read, over the row {@code r}. */
    public String body() {
        return body;
    }

    /** Returns the expression of some of its members as text, without braces. One of them must have a value. */
    public String members(Predicate<Field> has) {
        Set<String> names = shown.fields().stream().filter(has).map(Field::name).collect(Collectors.toSet());
        return members(shown, names::contains, Computed::sql);
    }

    /**
     * Returns the expression of a record's JSON in a list.
     *
     * @param members that it has besides the id; null for all of them
     */
    String listed(@Nullable Set<String> members) {
        return members == null
                ? listBody
                : body(listed, name -> name.equals("id") || members.contains(name), Computed::sql);
    }

    /** Returns the names of the members of a single read, in their order. */
    List<String> members() {
        return shown.fields().stream()
                .map(Field::name)
                .filter(name -> !name.equals(EntityTag.MEMBER))
                .toList();
    }

    /** Returns the same over the rows of {@link #history}, which do not have what only lists show. */
    String kept(@Nullable Set<String> members) {
        return members == null
                ? keptBody
                : body(shown, name -> name.equals("id") || members.contains(name), Computed::sqlAsOf);
    }

    /**
     * Returns the tables of the records that were or are: the row {@code r}, and {@code moment} with a time.
     *
     * @param time as SQL
     */
    String history(String time) {
        return table + "_history r, (SELECT " + time + " AS time) moment";
    }

    /** Returns the statements of a plain operation, for preparing them at start. */
    List<String> statements(String operation) {
        return switch (operation) {
            case "read" -> List.of(read());
            case "create" -> List.of(insert(), read());
            case "update", "replace" -> List.of(lock(), update());
            case "delete" -> List.of(lock(), delete());
            default -> List.of();
        };
    }

    /** Reads the live record that meets a condition over the row {@code r}. */
    String where(String condition) {
        return "SELECT " + body + " FROM " + table + " r WHERE " + condition + " AND r.deleted_at IS NULL";
    }

    /** Returns true if connections do not keep statements of the resource prepared. */
    boolean isSeldom() {
        return definition.isSeldom();
    }

    private String text(String sql) {
        return isSeldom() ? Postgres.ONCE + sql : sql;
    }

    private String live() {
        return where("r.id = $1");
    }

    private String body(ObjectSchema schema, Predicate<String> has, Function<Computed, String> computed) {
        return "convert_to('{' || " + members(schema, has, computed) + " || '}', 'UTF8')";
    }

    /** Takes the first comma away with {@code right}, because {@code substr} would count the characters of the whole text. */
    private String members(ObjectSchema schema, Predicate<String> has, Function<Computed, String> computed) {
        String members = schema.fields().stream()
                .filter(field -> !field.name().equals(EntityTag.MEMBER) && has.test(field.name()))
                .map(field -> member(field, computed))
                .collect(Collectors.joining(", "));
        return "right(concat(" + members + "), -1)";
    }

    /** Returns one member with a leading comma. Without a value it is null if the field is required, else absent. */
    private String member(Field field, Function<Computed, String> computed) {
        String json = field.type().json(column(field, computed));
        String value = field.required() && field.nullable() ? "COALESCE(" + json + ", 'null')" : json;
        return "',\"" + field.name() + "\":' || " + value;
    }

    private String column(Field field, Function<Computed, String> computed) {
        Computed sql = definition.computed().get(field.name());
        if (sql != null) {
            return computed.apply(sql);
        }
        if (field.name().equals("isDeleted")) {
            return field.required() ? "(r.deleted_at IS NOT NULL)" : "NULLIF(r.deleted_at IS NOT NULL, false)";
        }
        return "r." + field.column();
    }
}
