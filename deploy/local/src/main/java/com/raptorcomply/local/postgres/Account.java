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
 * The operating system account that runs the PostgreSQL programs, because they refuse to run as root. Root runs them in
 * a user namespace without a mapped user or, where the kernel or a container forbids that, as {@code nobody}.
 */
enum Account {
    /** The programs run as the current, ordinary user. */
    OWN(""),
    /** The current user is root: the programs run in a user namespace without a mapping. Files stay root's. */
    NAMESPACE("unshare -U"),
    /** The current user is root: the programs run as {@code nobody}, which then owns the server's folder. */
    NOBODY("setpriv --reuid=65534 --regid=65534 --clear-groups");

    private final String prefix;

    Account(String prefix) {
        this.prefix = prefix;
    }

    /** Returns the command prefix that runs a command under this account. */
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
                        + " Start as an ordinary user, or use an existing server: --database-url");
    }

    /** Makes the folder usable for this account, and its parent folder traversable. */
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
                    .run("determine the account")
                    .strip()
                    .equals("0");
        } catch (IOException | LocalRunException refused) {
            return false;
        }
    }
}
