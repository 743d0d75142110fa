package com.raptorcomply.keyservice.user;

import com.raptorcomply.keyservice.sql.RowReader;
import com.raptorcomply.keyservice.user.email.EmailAddress;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Builds the statement of one page of users. It contains only the filters in use, so that each filter can use its
 * index. Not thread-safe.
 */
final class UserList {
    private final List<String> conditions = new ArrayList<>(List.of("status <> 'deleted'"));
    private final Tuple values = Tuple.tuple();

    private String sql = "";

    private UserList() {}

    /**
     * Reads the page, and one user more if there is another page.
     *
     * @param organizationId the only organization; null: all
     */
    static Future<List<User>> read(SqlClient client, @Nullable UUID organizationId, UserFilter filter) {
        UserList list = of(organizationId, filter);
        return client.preparedQuery(list.sql).execute(list.values).map(RowReader.all(User::of));
    }

    static UserList of(@Nullable UUID organizationId, UserFilter filter) {
        UserList list = new UserList();
        if (organizationId != null) {
            list.add("organization_id = ?", organizationId);
        }
        list.filter(filter);
        list.sql = "SELECT " + User.COLUMNS + " FROM " + list.found(filter) + " ORDER BY "
                + filter.order().orderBy() + " LIMIT " + list.place(filter.limit() + 1);
        return list;
    }

    String sql() {
        return sql;
    }

    Tuple values() {
        return values;
    }

    /**
     * OFFSET 0 has a search find all its users by its index, to sort them afterwards. The planner cannot tell how rare the
     * beginning of a word is, and would go through everybody in the order of the list.
     */
    private String found(UserFilter filter) {
        String users = "app_user WHERE " + String.join(" AND ", conditions);
        return filter.search().isEmpty() ? users : "(SELECT * FROM " + users + " OFFSET 0) app_user";
    }

    private void filter(UserFilter filter) {
        filter.role().ifPresent(role -> add("role = ?", role));
        filter.status().ifPresent(status -> add("status = ?", status));
        filter.email().ifPresent(email -> add("address_key = ?", EmailAddress.key(email)));
        filter.name().ifPresent(name -> add("lower(name) LIKE lower(?)", beginsWith(name)));
        filter.search().ifPresent(search -> add(UserSearch.CONDITION, search.query()));
        filter.after().ifPresent(cursor -> conditions.add(filter.order().behind(place(cursor.id()))));
    }

    private static String beginsWith(String name) {
        return name.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }

    private void add(String condition, Object value) {
        conditions.add(condition.replace("?", place(value)));
    }

    private String place(Object value) {
        values.addValue(value);
        return "$" + values.size();
    }
}
