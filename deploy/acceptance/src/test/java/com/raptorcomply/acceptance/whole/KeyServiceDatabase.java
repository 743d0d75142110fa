package com.raptorcomply.acceptance.whole;

import com.raptorcomply.local.directory.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.stream.Stream;

/** Changes the key service's database as its owner, for what only time would bring. */
public final class KeyServiceDatabase {
    /** The line of the server's file that has its port. */
    private static final int PORT_LINE = 3;

    private KeyServiceDatabase() {}

    public static void execute(Whole whole, String sql, Object... values) {
        Secrets secrets = Secrets.of(whole.run().directory());
        try (Connection owner = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + port(whole) + "/keyservice",
                        "keyservice_owner",
                        secrets.password("KEYSERVICE_OWNER_PASSWORD"));
                PreparedStatement statement = owner.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        } catch (SQLException | IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static String port(Whole whole) throws IOException {
        try (Stream<Path> files =
                Files.find(whole.run().directory().path(), 4, (path, about) -> path.endsWith("postmaster.pid"))) {
            return Files.readAllLines(files.findFirst().orElseThrow())
                    .get(PORT_LINE)
                    .strip();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
