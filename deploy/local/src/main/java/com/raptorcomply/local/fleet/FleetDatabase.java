package com.raptorcomply.local.fleet;

import com.raptorcomply.local.postgres.BaseBackup;
import com.raptorcomply.local.postgres.DatabaseNode;
import com.raptorcomply.local.postgres.ServerAddress;
import com.raptorcomply.local.step.LocalRunException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * PostgreSQL with a synchronous standby: a commit returns once the standby has it, so that a fail-over forgets nothing that was
 * answered. While the standby is away, commits wait for it.
 */
final class FleetDatabase {
    private static final String SLOT = "standby";
    private static final int STREAMING_MILLIS_MAX = 60_000;
    private static final int RECOVERY_MILLIS_MAX = 600_000;
    /** After which a segment of the log is archived although it is not full: what a restore loses at most. */
    private static final int ARCHIVE_SECONDS = 10;

    private static final int PAUSE_MILLIS = 100;
    /** The settings of both servers. */
    private static final List<String> SETTINGS =
            List.of("wal_keep_size=128MB", "hot_standby=on", "archive_timeout=" + ARCHIVE_SECONDS + "s");

    private final Layout layout;
    private final String password;
    private final Map<String, DatabaseNode> nodes = new HashMap<>();

    /** @param password the superuser's, with which a standby follows, too */
    FleetDatabase(Layout layout, String password) {
        this.layout = layout;
        this.password = password;
    }

    DatabaseNode node(String name) {
        return nodes.computeIfAbsent(
                name, first -> DatabaseNode.in(layout.resolve("programs"), layout.resolve(name), layout.port(name)));
    }

    DatabaseNode primary() {
        return node(layout.primary());
    }

    /** Returns the primary itself, with the superuser. */
    ServerAddress address() {
        return primary().address(password);
    }

    /** Starts the primary; creates it if there is none. */
    void startPrimary() {
        DatabaseNode primary = primary();
        if (!primary.exists()) {
            primary.create(password, archiving());
        }
        if (!primary.isRunning()) {
            primary.start(SETTINGS);
        }
    }

    /** Starts the standby; makes it anew of the primary if it does not follow one. */
    void startStandby() {
        DatabaseNode standby = node(layout.standby());
        if (standby.isRunning()) {
            awaitStandby();
            return;
        }
        execute("SELECT pg_create_physical_replication_slot('" + SLOT + "', true) WHERE NOT EXISTS"
                + " (SELECT 1 FROM pg_replication_slots WHERE slot_name = '" + SLOT + "')");
        if (!standby.exists() || !standby.isStandby()) {
            standby.delete();
            BaseBackup.copy(address(), primary().cluster(), standby.cluster());
            standby.configure(
                    "standby",
                    Map.of(
                            "primary_conninfo",
                            "host=127.0.0.1 port=" + primary().port() + " user=postgres password=" + password
                                    + " application_name=standby",
                            "primary_slot_name",
                            SLOT));
        }
        standby.start(SETTINGS);
        awaitStandby();
    }

    private void awaitStandby() {
        Polling.until("the standby streams", STREAMING_MILLIS_MAX, PAUSE_MILLIS, this::isStreaming);
        synchronous("standby");
    }

    /**
     * Ends the old primary for good and makes the standby the primary. The caller has closed the way to it. The new one has no
     * standby until {@link #startStandby}.
     */
    void failOver() {
        DatabaseNode old = primary();
        DatabaseNode standby = node(layout.standby());
        if (!standby.isStandby() || !standby.isRunning()) {
            throw new LocalRunException(layout.standby() + " is no running standby: nothing to fail over to");
        }
        if (!layout.isSynchronous()) {
            throw new LocalRunException(
                    "The primary went on alone: " + layout.standby() + " lacks what was answered since");
        }
        if (old.isRunning()) {
            old.crash();
        }
        standby.promote();
        layout.setPrimary(layout.standby());
        synchronous("");
    }

    /**
     * Lets the primary go on without its standby, which is away: commits wait for nobody. There is no fail-over until the standby
     * streams again, because it would forget what was answered meanwhile.
     */
    void goOnAlone() {
        synchronous("");
    }

    /** Lets commits wait for the standby of this name, or for none. */
    private void synchronous(String name) {
        layout.setSynchronous(!name.isEmpty());
        execute("ALTER SYSTEM SET synchronous_standby_names = '" + name + "'");
        execute("SELECT pg_reload_conf()");
    }

    /** Returns true if the primary answers, and is one. */
    boolean answers() {
        return holds("SELECT NOT pg_is_in_recovery()");
    }

    boolean isStreaming() {
        return holds("SELECT count(*) > 0 FROM pg_stat_replication WHERE state = 'streaming'");
    }

    /** Runs a statement on the primary as its superuser. */
    void execute(String sql) {
        try (Connection connection = address().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new LocalRunException("The database refuses a statement: " + failed.getMessage(), failed);
        }
    }

    /**
     * Gives a service another login, a member of its role with the same rights, or gives that login another password.
     *
     * @param role whose rights it has
     */
    void renewLogin(String login, String role, String itsPassword) {
        if (!login.equals(role)) {
            execute("DO $$ BEGIN CREATE ROLE " + login + " NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS IN ROLE "
                    + role + "; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
        }
        execute("ALTER ROLE " + login + " LOGIN PASSWORD '" + itsPassword + "'");
    }

    /**
     * Takes a login's password away, so that nobody gets in with it.
     *
     * @throws LocalRunException if it is in use: then a service has not been restarted with the other one
     */
    void endLogin(String login) {
        if (holds("SELECT count(*) > 0 FROM pg_stat_activity WHERE usename = '" + login + "'")) {
            throw new LocalRunException(login + " has connections: a service still uses it");
        }
        execute("ALTER ROLE " + login + " PASSWORD NULL");
    }

    /** Copies the primary's files while it runs. The log of that time is in the archive. */
    void backUp(Path to) {
        BaseBackup.copy(address(), primary().cluster(), to);
        execute("SELECT pg_switch_wal()");
    }

    /** Makes the first database anew from a backup and the archive, as the primary. Both must be stopped. */
    void restore(Path backup) {
        Layout.DATABASES.forEach(name -> node(name).delete());
        layout.setPrimary(Layout.DATABASES.get(0));
        DatabaseNode node = primary();
        node.copyFrom(backup);
        node.configure(
                "recovery",
                Map.of("restore_command", "cp " + archive() + "/%f %p", "recovery_target_timeline", "latest"));
        node.start(SETTINGS);
        Polling.until("the backup is restored", RECOVERY_MILLIS_MAX, PAUSE_MILLIS, this::answers);
        synchronous("");
    }

    /** Returns how a server archives. A segment appears in the archive under its name only when it is whole. */
    private Map<String, String> archiving() {
        String to = archive() + "/%f";
        return Map.of(
                "archive_mode",
                "on",
                "archive_command",
                "test ! -f " + to + " && mkdir -p " + archive() + " && cp %p " + to + ".part && mv " + to + ".part "
                        + to);
    }

    private Path archive() {
        return layout.resolve("archive");
    }

    /** Returns the answer of a question to the primary; false if it does not answer. */
    private boolean holds(String question) {
        try (Connection connection = address().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            return rows.next() && rows.getBoolean(1);
        } catch (SQLException notYet) {
            return false;
        }
    }
}
