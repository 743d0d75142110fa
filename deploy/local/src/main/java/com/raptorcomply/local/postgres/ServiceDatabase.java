package com.raptorcomply.local.postgres;

import java.util.Map;

/**
 * One service's database and its two roles: the owner, who runs migrations and owns the tables, and the application role,
 * which may do only what the migrations grant it. Neither is a superuser nor passes row-level security.
 */
public record ServiceDatabase(ServerAddress server, String name, String ownerPassword, String applicationPassword) {

    public String owner() {
        return name + "_owner";
    }

    public String applicationRole() {
        return name + "_app";
    }

    /** The database as the application role sees it. */
    public ServerAddress asApplication() {
        return server.as(name, applicationRole(), applicationPassword);
    }

    /** As the settings of a service name it, to be put over its file and environment. */
    public Map<String, Object> settings() {
        return Map.of(
                "database.url", server.as(name, "", "").url(),
                "database.user", applicationRole(),
                "database.password", applicationPassword,
                "database.owner", owner(),
                "database.ownerPassword", ownerPassword);
    }

    @Override
    public String toString() {
        return name + " on " + server;
    }
}
