package com.raptorcomply.acceptance.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The services of a version run on the schema of the next one, because an upgrade runs both side by side and may be taken back.
 * So a migration after the baseline only adds: nothing that older services read or write goes away, gets another name or type, or
 * becomes mandatory.
 */
class MigrationsAreAdditiveTest {
    /**
     * The last number of a migration that services must have, by the folder of the migrations: the versions before could not run
     * beside newer ones. Every later migration must add only. These numbers stay as they are.
     */
    private static final Map<String, Integer> BASELINE = Map.of(
            "keyservice/src/main/resources/migrations/keyservice", 190,
            "resources-service/src/main/resources/migrations/resources", 7);

    /** The beginnings of statements that break the rule, with the reason why the services before do not mind. */
    private static final Map<String, String> ALLOWED = Map.of(
            "V71__training.sql: ALTER FUNCTION placement_condition(regclass, text, boolean) RENAME",
            "only migrations call it, and another function has the name at once",
            "V101__history.sql: ALTER FUNCTION placement_condition RENAME",
            "only migrations call it, and another function has the name at once",
            "V101__history.sql: EXECUTE format('ALTER TABLE %I ADD superseded_at",
            "the migration has created the table one statement before",
            "V110__external_ids.sql: EXECUTE format('DROP VIEW %I', t || '_history')",
            "the same transaction makes it again, with all columns that it had",
            "V130__sight_by_row.sql: ALTER FUNCTION placement_condition(regclass, text, boolean) RENAME",
            "only migrations call it, and another function has the name at once",
            "V138__triggers_of_many_rows.sql: ALTER FUNCTION index_words(regclass, VARIADIC text[]) RENAME",
            "only migrations call it, and another function has the name at once");

    private static final List<Pattern> BREAKING = List.of(
            any("DROP (TABLE|COLUMN|VIEW|FUNCTION|TYPE|SCHEMA|SEQUENCE)"),
            any("(RENAME|ALTER) (COLUMN )?\\w+ (TO|TYPE|SET DATA TYPE) "),
            any("RENAME (TO|COLUMN|CONSTRAINT)"),
            any("SET NOT NULL"),
            any("ADD (COLUMN )?(IF NOT EXISTS )?\\w+ (?!CONSTRAINT)[^,;]*NOT NULL(?![^,;]*(DEFAULT|GENERATED))"),
            any("ADD (CONSTRAINT \\w+ )?(CHECK|UNIQUE|PRIMARY KEY|FOREIGN KEY|EXCLUDE)"),
            any("REVOKE [^;]* FROM"),
            any("(?<!(BEFORE|AFTER|OR) )TRUNCATE"));

    /** A default after NOT NULL or before it serves equally. */
    private static final Pattern WITH_DEFAULT =
            any("ADD (COLUMN )?(IF NOT EXISTS )?\\w+ [^,;]*(DEFAULT|GENERATED)[^,;]*");

    private static final Pattern COMMENT = Pattern.compile("--[^\n]*|/\\*.*?\\*/", Pattern.DOTALL);
    /** A migration may do anything with the tables and functions that it creates itself. */
    private static final Pattern OWN = any("CREATE (?:TABLE|FUNCTION) (?:IF NOT EXISTS )?(\\w+)");

    private static final Pattern SUBJECT = Pattern.compile(
            "(?:ALTER TABLE(?: ONLY)?|REVOKE [\\w, ]+ ON(?: FUNCTION)?) (\\w+(?:, \\w+)*)(?:\\([^)]*\\))? .*",
            Pattern.CASE_INSENSITIVE);

    @Test
    void eachOneAfterTheBaselineOnlyAdds() {
        List<String> faults = new ArrayList<>();
        BASELINE.forEach((folder, baseline) -> {
            for (Path file : Sources.below(Sources.root().resolve(folder), ".*/V\\d+__.*\\.sql")) {
                String name = file.getFileName().toString();
                if (version(name) > baseline) {
                    breaks(read(file)).forEach(statement -> faults.add(name + ": " + statement));
                }
            }
        });
        assertThat(faults)
                .filteredOn(fault -> ALLOWED.keySet().stream().noneMatch(fault::startsWith))
                .isEmpty();
        assertThat(ALLOWED.keySet())
                .allMatch(allowed -> faults.stream().anyMatch(fault -> fault.startsWith(allowed)), "is needed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE api_key;",
                "ALTER TABLE api_key DROP COLUMN name;",
                "ALTER TABLE api_key RENAME COLUMN name TO title;",
                "ALTER TABLE api_key RENAME TO key;",
                "alter table api_key\n    alter column name type varchar(10);",
                "ALTER TABLE api_key ALTER name SET NOT NULL;",
                "ALTER TABLE api_key ADD COLUMN kind text NOT NULL;",
                "ALTER TABLE api_key ADD kind text NOT NULL, ADD other text;",
                "ALTER TABLE api_key ADD CONSTRAINT short CHECK (length(name) < 9);",
                "ALTER TABLE api_key ADD UNIQUE (name);",
                "REVOKE SELECT ON api_key FROM app;",
                "CREATE TABLE other (id uuid); REVOKE SELECT ON other, api_key FROM app;",
                "TRUNCATE api_key;"
            })
    void whatBreaksTheOlderServicesIsFound(String statement) {
        assertThat(breaks(statement)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE other (id uuid PRIMARY KEY, name text NOT NULL);",
                "CREATE TABLE other (id uuid); ALTER TABLE other ADD UNIQUE (id);",
                "ALTER TABLE api_key ADD COLUMN kind text;",
                "ALTER TABLE api_key ADD COLUMN kind text NOT NULL DEFAULT 'organization';",
                "ALTER TABLE api_key ADD COLUMN kind text DEFAULT 'organization' NOT NULL;",
                "ALTER TABLE api_key ALTER COLUMN name DROP NOT NULL;",
                "-- DROP TABLE api_key;\nCREATE INDEX names ON api_key (name);",
                "GRANT SELECT ON api_key TO app;",
                "CREATE FUNCTION a() RETURNS int LANGUAGE sql AS 'SELECT 1'; REVOKE EXECUTE ON FUNCTION a FROM PUBLIC;",
                "CREATE FUNCTION a(b text) RETURNS int; REVOKE EXECUTE ON FUNCTION a(text) FROM PUBLIC;",
                "CREATE TABLE other (id uuid); REVOKE UPDATE, DELETE ON other FROM app;",
                "CREATE TRIGGER kept BEFORE UPDATE OR TRUNCATE ON api_key EXECUTE FUNCTION refuse();",
                "CREATE OR REPLACE FUNCTION now_is() RETURNS int LANGUAGE sql AS 'SELECT 1';"
            })
    void whatOnlyAddsIsNot(String statement) {
        assertThat(breaks(statement)).isEmpty();
    }

    /** Returns the statements that the services of an older version may not survive. */
    private static List<String> breaks(String migration) {
        String sql = COMMENT.matcher(migration).replaceAll(" ").replaceAll("\\s+", " ");
        Set<String> own =
                OWN.matcher(sql).results().map(found -> found.group(1)).collect(Collectors.toSet());
        return Pattern.compile(";")
                .splitAsStream(sql)
                .map(String::strip)
                .filter(statement -> !statement.matches("(?i)CREATE TABLE .*") && !own.containsAll(subjects(statement)))
                .map(statement -> WITH_DEFAULT.matcher(statement).replaceAll("ADD "))
                .filter(statement -> BREAKING.stream()
                        .anyMatch(pattern -> pattern.matcher(statement).find()))
                .toList();
    }

    /** Returns the tables or functions that a statement changes; a name that no migration has if it is not known. */
    private static List<String> subjects(String statement) {
        Matcher subject = SUBJECT.matcher(statement);
        return subject.matches() ? List.of(subject.group(1).split(", ", -1)) : List.of("");
    }

    private static Pattern any(String sql) {
        return Pattern.compile("\\b" + sql, Pattern.CASE_INSENSITIVE);
    }

    private static int version(String name) {
        return Integer.parseInt(name.replaceFirst("^V(\\d+)__.*", "$1"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unread) {
            throw new UncheckedIOException(unread);
        }
    }
}
