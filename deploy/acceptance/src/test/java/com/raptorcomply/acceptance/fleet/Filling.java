package com.raptorcomply.acceptance.fleet;

import com.raptorcomply.acceptance.fleet.Change.Kind;
import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.settings.Secret;
import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.keyservice.Bootstrap;
import com.raptorcomply.keyservice.KeyService;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Fills a fleet's database, before the fleet starts, with an admin, organizations, users and keys. */
final class Filling implements AutoCloseable {
    private static final String EMAIL = "admin@fleet.example";
    private static final String PASSWORD = "the password of a fleet's admin";
    private static final int STEADY = 20;

    private final Vertx vertx = Vertx.vertx();
    private final KeyService service;
    private final Bootstrap bootstrap;
    private final Admin admin;
    private final UUID home;
    private final List<String> keys = new ArrayList<>();
    private final List<Integer> steady = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();

    private Filling(Map<String, Object> settings) {
        service = Await.result(KeyService.start(vertx, Settings.load("KEYSERVICE", null, Map.of(), settings)));
        bootstrap = service.bootstrap();
        home = Await.result(bootstrap.createOrganization("Fleet"));
        Await.result(bootstrap.createUser(home, EMAIL, "Admin", UserRole.PLATFORM_ADMIN, Secret.of(PASSWORD)));
        admin = Admin.signIn(service.port(), EMAIL, PASSWORD);
    }

    static Filling begin(Fleet fleet) {
        return new Filling(fleet.keyServiceSettings());
    }

    Admin admin() {
        return admin;
    }

    /** Creates unaffected keys, and changes of every kind in an order that the seed determines. */
    Stock stock(int count, long seed) {
        keepSteady();
        Kind[] often = {
            Kind.KEY,
            Kind.KEY,
            Kind.KEY,
            Kind.PERMISSIONS,
            Kind.PERMISSIONS,
            Kind.PERMISSIONS,
            Kind.SECRET,
            Kind.SECRET,
            Kind.USER,
            Kind.ORGANIZATION
        };
        for (int i = 0; i < count; i++) {
            changes.add(change(often[i % often.length], i));
        }
        Collections.shuffle(changes, new Random(seed));
        return new Stock(keys, steady, changes);
    }

    /** Creates unaffected keys, and keys to revoke. */
    Stock keysToRevoke(int count) {
        keepSteady();
        for (int i = 0; i < count; i++) {
            changes.add(change(Kind.KEY, i));
        }
        return new Stock(keys, steady, changes);
    }

    @Override
    public void close() {
        Await.result(service.close());
        Await.result(vertx.close());
    }

    private void keepSteady() {
        for (int i = 0; i < STEADY; i++) {
            steady.add(keep(key(home.toString(), new JsonObject().put("role", "api_user"))));
        }
    }

    private Change change(Kind kind, int number) {
        return switch (kind) {
            case KEY -> ofKey(kind, new JsonObject().put("role", "api_user"));
            case PERMISSIONS -> ofKey(kind, Change.narrowable());
            case SECRET -> ofSecret();
            case USER -> ofUser(number);
            case ORGANIZATION -> ofOrganization(number);
        };
    }

    private Change ofKey(Kind kind, JsonObject rights) {
        JsonObject made = key(home.toString(), rights);
        return new Change(kind, "/api-keys/" + made.getString("id"), List.of(keep(made)));
    }

    /** Creates a change that revokes one secret; the key's other secret stays. */
    private Change ofSecret() {
        JsonObject made = key(home.toString(), new JsonObject().put("role", "api_user"));
        String path = "/api-keys/" + made.getString("id") + "/secrets";
        steady.add(keep(admin.make(service.port(), path, new JsonObject())));
        String secret = made.getString("key").substring(9, 20);
        return new Change(Kind.SECRET, path + "/" + secret, List.of(keep(made)));
    }

    private Change ofUser(int number) {
        UUID user = Await.result(
                bootstrap.createUser(home, "user" + number + "@fleet.example", "User", UserRole.ORG_ADMIN));
        String key = Await.result(bootstrap.createUserKey(home, user, "own")).reveal();
        return new Change(Kind.USER, "/users/" + user, List.of(keep(key)));
    }

    private Change ofOrganization(int number) {
        JsonObject made =
                admin.make(service.port(), "/organizations", new JsonObject().put("name", "Organization " + number));
        String organization = made.getString("id");
        JsonObject rights = new JsonObject().put("role", "api_user");
        return new Change(
                Kind.ORGANIZATION,
                "/organizations/" + organization,
                List.of(keep(key(organization, rights)), keep(key(organization, rights.copy()))));
    }

    private JsonObject key(String organization, JsonObject rights) {
        return admin.make(
                service.port(),
                "/api-keys",
                rights.put("name", "fleet").put("kind", "organization").put("organizationId", organization));
    }

    private int keep(JsonObject made) {
        return keep(made.getString("key"));
    }

    private int keep(String key) {
        keys.add(key);
        return keys.size() - 1;
    }
}
