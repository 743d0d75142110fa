package com.raptorcomply.acceptance.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The services of a release run on the schema of the next one, because an upgrade runs both side by side and may be taken back.
 * So a migration after a release only adds: nothing that the services of that release read or write goes away, gets another name
 * or type, or becomes mandatory.
 */
class MigrationsAreAdditiveTest {
    /**
     * The last number of a migration of the newest release, by the folder of the migrations. Every later one must add only. Set
     * these with each release; numbers up to these belong to 0.1.0, the first one.
     */
    private static final Map<String, Integer> RELEASED = Map.of(
            "keyservice/src/main/resources/migrations/keyservice", 299,
            "resources-service/src/main/resources/migrations/resources", 199);

    /** Migrations that break the rule, with the reason why the services of the release before do not mind. */
    private static final Map<String, String> ALLOWED = Map.of();

    private static final List<Pattern> BREAKING = List.of(
            any("DROP (TABLE|COLUMN|VIEW|FUNCTION|TYPE|SCHEMA|SEQUENCE)"),
            any("(RENAME|ALTER) (COLUMN )?\\w+ (TO|TYPE|SET DATA TYPE) "),
            any("RENAME (TO|COLUMN|CONSTRAINT)"),
            any("SET NOT NULL"),
            any("ADD (COLUMN )?(IF NOT EXISTS )?\\w+ (?!CONSTRAINT)[^,;]*NOT NULL(?![^,;]*(DEFAULT|GENERATED))"),
            any("ADD (CONSTRAINT \\w+ )?(CHECK|UNIQUE|PRIMARY KEY|FOREIGN KEY|EXCLUDE)"),
            any("REVOKE [^;]* FROM"),
            any("TRUNCATE"));

    /** A default after NOT NULL or before it serves equally. */
    private static final Pattern WITH_DEFAULT =
            any("ADD (COLUMN )?(IF NOT EXISTS )?\\w+ [^,;]*(DEFAULT|GENERATED)[^,;]*");

    private static final Pattern COMMENT = Pattern.compile("--[^\n]*|/\\*.*?\\*/", Pattern.DOTALL);
    /** Tables that the migration itself creates may have anything. */
    private static final Pattern OWN_TABLE =
            Pattern.compile("CREATE TABLE (?:IF NOT EXISTS )?(\\w+)", Pattern.CASE_INSENSITIVE);

    @Test
    void eachOneAfterTheReleaseOnlyAdds() {
        List<String> faults = new ArrayList<>();
        RELEASED.forEach((folder, released) -> {
            for (Path file : Sources.below(Sources.root().resolve(folder), ".*/V\\d+__.*\\.sql")) {
                String name = file.getFileName().toString();
                if (version(name) > released && !ALLOWED.containsKey(name)) {
                    breaks(read(file)).forEach(statement -> faults.add(name + ": " + statement));
                }
            }
        });
        assertThat(faults).isEmpty();
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
                "CREATE OR REPLACE FUNCTION now_is() RETURNS int LANGUAGE sql AS 'SELECT 1';"
            })
    void whatOnlyAddsIsNot(String statement) {
        assertThat(breaks(statement)).isEmpty();
    }

    /** Returns the statements that the services of an older version may not survive. */
    private static List<String> breaks(String migration) {
        String sql = COMMENT.matcher(migration).replaceAll(" ").replaceAll("\\s+", " ");
        List<String> own =
                OWN_TABLE.matcher(sql).results().map(found -> found.group(1)).toList();
        return Pattern.compile(";")
                .splitAsStream(sql)
                .map(String::strip)
                .filter(statement ->
                        own.stream().noneMatch(table -> statement.matches("(?i)ALTER TABLE (ONLY )?" + table + " .*")))
                .map(statement -> WITH_DEFAULT.matcher(statement).replaceAll("ADD "))
                .filter(statement -> BREAKING.stream()
                        .anyMatch(pattern -> !statement.matches("(?i)CREATE TABLE .*")
                                && pattern.matcher(statement).find()))
                .toList();
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
