package com.raptorcomply.local.fleet;

import com.raptorcomply.local.directory.PrivateFile;
import com.raptorcomply.local.step.LocalRunException;
import java.nio.file.Path;
import java.util.List;

/** Changes the passwords with which the services of a fleet reach their databases. */
record Logins(Fleet fleet) {
    /**
     * Gives each member of a service another login at the database from its next start on.
     *
     * @param login the role itself, or another name that becomes a member of it
     */
    void renewLogin(String service, String login) {
        String role = service + "_app";
        if (!login.matches(role + "(_[a-z])?")) {
            throw new LocalRunException("The login must be " + role + " or " + role + "_b, not '" + login + "'");
        }
        String made = fleet.secrets().newPassword();
        fleet.database().renewLogin(login, role, made);
        Path file = fleet.layout().resolve("secret").resolve(service + ".database.password." + login);
        new PrivateFile(file).write(made);
        fleet.set(service, List.of("database.user=" + login, "database.role=" + role, "database.passwordFile=" + file));
    }

    /** Gives the owner of a service's tables another password, with which its members migrate at their next start. */
    void renewOwner(String service) {
        String made = fleet.secrets().newPassword();
        new PrivateFile(fleet.layout().resolve("secret").resolve(service + ".database.ownerPassword")).write(made);
        fleet.database().renewLogin(service + "_owner", service + "_owner", made);
    }
}
