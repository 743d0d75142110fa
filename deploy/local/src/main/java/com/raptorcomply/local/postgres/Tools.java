package com.raptorcomply.local.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Runs the PostgreSQL programs under their account. */
record Tools(Programs programs, Account account) {

    Command command(String program, String... arguments) {
        String[] words = new String[arguments.length + 1];
        words[0] = programs.program(program).toString();
        System.arraycopy(arguments, 0, words, 1, arguments.length);
        return Command.of(account, words);
    }

    /**
     * Creates a server's folder in which every role needs a password (SCRAM). It creates the folder under another name
     * first, so that a crash leaves nothing that looks complete.
     */
    void createCluster(Path cluster, String superuser, String password) throws IOException {
        Path folder = cluster.resolveSibling("new");
        if (Files.exists(folder)) {
            Folders.delete(folder);
        }
        Path passwordFile = cluster.resolveSibling("password");
        Files.deleteIfExists(passwordFile);
        Files.createFile(
                passwordFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(passwordFile, password + "\n");
        account.claim(cluster.resolveSibling(""));
        try {
            command(
                            "initdb",
                            "--pgdata=" + folder,
                            "--username=" + superuser,
                            "--pwfile=" + passwordFile,
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            "--locale=C",
                            "--locale-provider=builtin",
                            "--builtin-locale=C.UTF-8")
                    .run("create a PostgreSQL server in " + cluster.getParent());
        } finally {
            Files.deleteIfExists(passwordFile);
        }
        Files.move(folder, cluster);
    }
}
