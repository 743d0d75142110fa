package com.raptorcomply.local.demo;

import com.raptorcomply.chassis.settings.Secret;
import com.raptorcomply.keyservice.Bootstrap;
import com.raptorcomply.keyservice.auth.KeyRole;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.local.directory.Secrets;
import com.raptorcomply.local.postgres.ServerAddress;
import com.raptorcomply.local.step.Await;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Creates two organizations with users, keys and inventories, and the operator's own organization. Runs once per data
 * directory, which keeps the keys with its secrets, because the key service keeps only their digests.
 */
public final class Demo {
    private static final String DOMAIN = "raptorcomply.example";

    private final Secrets secrets;

    public Demo(Secrets secrets) {
        this.secrets = secrets;
    }

    /** Returns true if an earlier start has created all demo data; the keys are stored last. */
    public boolean isSeeded() {
        return secrets.has("ORG_A_ADMIN_KEY");
    }

    /** Creates organizations and inventories on an empty key service and database. Blocks; not for an event loop. */
    public void seed(Bootstrap bootstrap, ServerAddress resources) {
        secrets.keep(organizations(bootstrap, resources));
    }

    /**
     * Creates them, and what people write to organization A.
     *
     * @param gatewayUrl of the gateway in front of both, which is ready
     */
    public void seed(Bootstrap bootstrap, ServerAddress resources, String gatewayUrl) {
        Map<String, String> keys = organizations(bootstrap, resources);
        new DemoRecords(gatewayUrl, Objects.requireNonNull(keys.get("ORG_A_ADMIN_KEY"))).write();
        secrets.keep(keys);
    }

    /** Returns the keys of the organizations. */
    private Map<String, String> organizations(Bootstrap bootstrap, ServerAddress resources) {
        InventoryWriter inventories = new InventoryWriter(resources);
        Map<String, String> keys = new LinkedHashMap<>();
        Await.until(operator(bootstrap), "create the operator's organization");
        UUID meridian = Await.until(organizationA(bootstrap, keys), "create organization A");
        inventories.write(meridian, DemoInventory.meridian());
        UUID pineHollow = Await.until(organizationB(bootstrap, keys), "create organization B");
        inventories.write(pineHollow, DemoInventory.pineHollow());
        return keys;
    }

    /** Returns the accounts and keys by their names in {@code demo.env}. */
    public Map<String, String> accounts() {
        Map<String, String> accounts = new LinkedHashMap<>();
        for (String key : new String[] {"RAPTOR_COMPLY_API_KEY", "ORG_B_API_KEY", "ORG_A_ADMIN_KEY"}) {
            accounts.put(key, secrets.kept(key));
        }
        accounts.put("PLATFORM_ADMIN_EMAIL", "platform.admin@" + DOMAIN);
        accounts.put("PLATFORM_ADMIN_PASSWORD", secrets.password("PLATFORM_ADMIN_PASSWORD"));
        accounts.put("ORG_A_ADMIN_EMAIL", "admin@meridian." + DOMAIN);
        accounts.put("ORG_A_ADMIN_PASSWORD", secrets.password("ORG_A_ADMIN_PASSWORD"));
        return accounts;
    }

    private Future<UUID> operator(Bootstrap bootstrap) {
        return bootstrap.createOrganization("Raptor Comply Operations").compose(id -> bootstrap
                .createUser(
                        id,
                        "platform.admin@" + DOMAIN,
                        "Platform Administrator",
                        UserRole.PLATFORM_ADMIN,
                        password("PLATFORM_ADMIN_PASSWORD"))
                .map(id));
    }

    private Future<UUID> organizationA(Bootstrap bootstrap, Map<String, String> keys) {
        return bootstrap.createOrganization("Meridian Grid & Generation").compose(id -> bootstrap
                .createUser(
                        id,
                        "admin@meridian." + DOMAIN,
                        "Avery Lindqvist",
                        UserRole.ORG_ADMIN,
                        password("ORG_A_ADMIN_PASSWORD"))
                .compose(
                        done -> bootstrap.createUser(id, "j.okafor@meridian." + DOMAIN, "Jordan Okafor", UserRole.USER))
                .compose(done ->
                        key(bootstrap, keys, "RAPTOR_COMPLY_API_KEY", id, "CMDB synchronization", KeyRole.API_USER))
                .compose(done ->
                        key(bootstrap, keys, "ORG_A_ADMIN_KEY", id, "Organization administration", KeyRole.ORG_SUPER))
                .map(id));
    }

    private Future<UUID> organizationB(Bootstrap bootstrap, Map<String, String> keys) {
        return bootstrap.createOrganization("Pine Hollow Electric Cooperative").compose(id -> bootstrap
                .createUser(id, "admin@pinehollow." + DOMAIN, "Morgan Delacroix", UserRole.ORG_ADMIN)
                .compose(done -> key(bootstrap, keys, "ORG_B_API_KEY", id, "Asset export", KeyRole.API_USER))
                .map(id));
    }

    private Secret password(String variable) {
        return Secret.of(secrets.password(variable));
    }

    private static Future<Void> key(
            Bootstrap bootstrap,
            Map<String, String> keys,
            String variable,
            UUID organizationId,
            String name,
            KeyRole role) {
        return bootstrap
                .createOrganizationKey(organizationId, name, role)
                .onSuccess(key -> keys.put(variable, key.reveal()))
                .mapEmpty();
    }
}
