package com.raptorcomply.local.postgres;

import com.raptorcomply.local.step.LocalRunException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/**
 * Copies the files of a running PostgreSQL server, as its documentation describes under "Making a Base Backup Using the Low
 * Level API". The copy is of use with the write-ahead log from its start on, from a stream or an archive. {@code
 * pg_basebackup} does the same where it is installed; the programs that come with the build are without it.
 */
public final class BaseBackup {
    /** Folders whose content a backup leaves out: the server makes it anew at its start. */
    private static final Set<String> WITHOUT_CONTENT = Set.of(
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    private static final Set<String> LEFT_OUT =
            Set.of("postmaster.pid", "postmaster.opts", "standby.signal", "recovery.signal", "backup_label.old");

    private BaseBackup() {}

    /**
     * Copies the server's data while it runs.
     *
     * @param superuser the server's, which must be a primary
     * @param from its folder of data, on this machine
     * @param to a folder that must not exist
     * @throws LocalRunException if the copy is not whole; then nothing is left of it
     */
    public static void copy(ServerAddress superuser, Path from, Path to) {
        Path partial = to.resolveSibling(to.getFileName() + ".partial");
        try (Connection connection = superuser.connect();
                Statement statement = connection.createStatement()) {
            if (Files.exists(partial)) {
                Folders.delete(partial);
            }
            statement.execute("SELECT pg_backup_start('raptorcomply', fast => true)");
            Files.walkFileTree(from, new Copy(from, partial));
            try (ResultSet label =
                    statement.executeQuery("SELECT labelfile FROM pg_backup_stop(wait_for_archive => false)")) {
                label.next();
                Files.writeString(partial.resolve("backup_label"), label.getString(1));
            }
            Files.move(partial, to);
        } catch (IOException | SQLException failed) {
            throw new LocalRunException(
                    "Could not copy the database " + superuser + ": " + failed.getMessage(), failed);
        }
    }

    private static final class Copy extends SimpleFileVisitor<Path> {
        private final Path from;
        private final Path to;

        private Copy(Path from, Path to) {
            this.from = from;
            this.to = to;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            Path copy = to.resolve(from.relativize(folder));
            Files.createDirectories(copy);
            Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwx------"));
            if (!WITHOUT_CONTENT.contains(from.relativize(folder).toString())) {
                return FileVisitResult.CONTINUE;
            }
            if (folder.endsWith("pg_wal")) {
                Files.createDirectories(copy.resolve("archive_status"));
                Files.createDirectories(copy.resolve("summaries"));
            }
            return FileVisitResult.SKIP_SUBTREE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Path name = from.relativize(file);
            if (!LEFT_OUT.contains(name.toString()) && !name.toString().contains("pgsql_tmp")) {
                copy(file, to.resolve(name));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        /** Copies a file that may change or vanish meanwhile: the log of the copy's time mends it. */
        private static void copy(Path file, Path copy) throws IOException {
            try {
                Files.copy(file, copy, LinkOption.NOFOLLOW_LINKS);
                Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
            } catch (NoSuchFileException vanished) {
                Files.deleteIfExists(copy);
            }
        }
    }
}
