package com.raptorcomply.local.postgres;

import com.raptorcomply.local.step.LocalRunException;
import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;

/**
 * As whom the PostgreSQL programs run. They refuse to run as root; so for root they get a user namespace in which they are
 * nobody in particular, or, where the kernel or a container forbids that, the account {@code nobody}.
 */
enum Account {
    /** An ordinary user runs them as itself. */
    OWN(""),
    /** Root: in a user namespace without a mapping. Files stay root's. */
    NAMESPACE("unshare -U"),
    /** Root: as {@code nobody}, to whom the server's folder then belongs. */
    NOBODY("setpriv --reuid=65534 --regid=65534 --clear-groups");

    private final String prefix;

    Account(String prefix) {
        this.prefix = prefix;
    }

    /** What to put before a command so that it runs under this account. */
    List<String> prefix() {
        return prefix.isEmpty() ? List.of() : List.of(prefix.split(" ", -1));
    }

    static Account ofThisProcess() {
        if (System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows")
                || new UnixSystem().getUid() != 0) {
            return OWN;
        }
        for (Account account : List.of(NAMESPACE, NOBODY)) {
            if (account.works()) {
                return account;
            }
        }
        throw new LocalRunException(
                "PostgreSQL refuses to run as root, and neither 'unshare -U' nor 'setpriv' works here."
                        + " Start as an ordinary user, or use a server that is there: --database-url");
    }

    /** Makes the folder usable for this account, and the folder above it passable. */
    void claim(Path folder) throws IOException {
        if (this == NOBODY) {
            Path above = folder.toAbsolutePath().getParent();
            if (above != null) {
                Files.setPosixFilePermissions(above, PosixFilePermissions.fromString("rwx--x--x"));
            }
            Folders.giveTo(folder, "nobody");
        }
    }

    private boolean works() {
        try {
            return !Command.of(this, "id", "-u")
                    .run("ask for the account")
                    .strip()
                    .equals("0");
        } catch (IOException | LocalRunException refused) {
            return false;
        }
    }
}
