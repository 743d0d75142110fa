package com.raptorcomply.local.postgres;

import java.util.Map;

/**
 * One service's database and its two roles. The owner runs migrations and owns the tables; the application role may do
 * only what the migrations grant. Neither is a superuser or bypasses row-level security.
 */
public record ServiceDatabase(ServerAddress server, String name, String ownerPassword, String applicationPassword) {

    public String owner() {
        return name + "_owner";
    }

    public String applicationRole() {
        return name + "_app";
    }

    /** Returns the address for the application role. */
    public ServerAddress asApplication() {
        return server.as(name, applicationRole(), applicationPassword);
    }

    /** Returns the service's database settings, which override its file and environment. */
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
