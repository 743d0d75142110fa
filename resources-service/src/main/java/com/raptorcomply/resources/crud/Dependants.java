package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The records that keep another one from being deleted. Immutable. */
final class Dependants {
    private static final String MEMBER = "dependants";

    private Dependants() {}

    /**
     * One kind of dependants.
     *
     * @param plural its name in responses, such as {@code cyberAssets}
     * @param table where they are
     * @param column that holds the id of the record on which they depend
     */
    record Kind(String plural, String table, String column) {
        /** Returns SQL that counts those of the record {@code $1}. */
        String count() {
            return "(SELECT count(*) FROM " + table + " d WHERE d." + column + " = $1 AND d.deleted_at IS NULL)";
        }

        /** Returns the number in words, such as {@code 1 cyber asset}. */
        String inWords(long count) {
            String words = plural.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
            return count + " " + (count == 1 ? singular(words) : words);
        }

        private static String singular(String words) {
            return words.endsWith("ies")
                    ? words.substring(0, words.length() - "ies".length()) + "y"
                    : words.substring(0, words.length() - 1);
        }
    }

    /** Returns SQL that counts each kind; null without one. $1 id. */
    static @Nullable String sql(List<Kind> kinds) {
        return kinds.isEmpty()
                ? null
                : kinds.stream().map(Kind::count).collect(Collectors.joining(", ", Postgres.ONCE + "SELECT ", ""));
    }

    /** Throws a 409 that counts the dependants, if there are any. */
    static void refuse(List<Kind> kinds, Row counts) {
        JsonObject numbers = new JsonObject();
        List<String> words = new ArrayList<>();
        for (int i = 0; i < kinds.size(); i++) {
            long count = counts.getLong(i);
            if (count > 0) {
                numbers.put(kinds.get(i).plural(), count);
                words.add(kinds.get(i).inWords(count));
            }
        }
        if (!words.isEmpty()) {
            throw Problem.of(ErrorCode.HAS_DEPENDANTS, "The record has " + String.join(" and ", words))
                    .withMember(MEMBER, numbers)
                    .exception();
        }
    }
}
