package com.raptorcomply.bench.services;

import com.raptorcomply.local.postgres.ServiceDatabase;
import com.raptorcomply.local.step.LocalRunException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Fills a database by {@code load/assets.sql}, unless an earlier run has filled it by the same script. */
final class AssetGenerator {
    private final Stand stand;
    private final String script;
    private final Path done;

    AssetGenerator(Stand stand, UUID organization, int count) {
        this.stand = stand;
        this.script = script().replace(":organization", organization.toString()).replace(":count", "" + count);
        this.done = stand.file("generated-" + count);
    }

    /** Returns true if the stand has the data of an earlier run. */
    boolean isDone() {
        try {
            return Files.exists(done) && Files.readString(done).equals(script);
        } catch (IOException e) {
            throw new LocalRunException("Could not read " + done, e);
        }
    }

    /** Fills a database that a service has migrated. */
    void run(ServiceDatabase database) {
        // Runs each statement separately, because VACUUM cannot run in a transaction.
        stand.execute(
                database,
                statements(script.replace(":database", database.name())
                        .replace(":password", database.applicationPassword())));
        try {
            Files.writeString(done, script);
        } catch (IOException e) {
            throw new LocalRunException("Could not write " + done, e);
        }
    }

    private static List<String> statements(String script) {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        for (String line : script.lines().filter(each -> !each.startsWith("--")).toList()) {
            statement.append(line).append('\n');
            boolean inside = statement.indexOf("$$") >= 0 && statement.indexOf("$$") == statement.lastIndexOf("$$");
            if (line.endsWith(";") && !inside) {
                statements.add(statement.toString());
                statement.setLength(0);
            }
        }
        return statements;
    }

    private static String script() {
        try (InputStream in = AssetGenerator.class.getResourceAsStream("/load/assets.sql")) {
            if (in == null) {
                throw new IllegalStateException("assets.sql is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new LocalRunException("Could not read assets.sql", e);
        }
    }
}
