package com.raptorcomply.keyservice.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A page of an organization with 10,000 keys takes at most twice the time of one with 100, whatever the filter, order or
 * search, among as many keys as {@code -Dkeys.total} says. It prints the median of each.
 */
@EnabledIfSystemProperty(named = "keys.total", matches = "[0-9]+")
class KeyListsCostTheSameAtAnySizeTest {
    private static final int MANY = 10_000;
    private static final int FEW = 100;
    private static final int KEYS_OF_ANOTHER = 1_000;
    private static final int ROUNDS = 101;
    private static final int WARM_UP = 40;
    private static final double RATIO_MAX = 2;
    private static final int PAGE = 50;

    /** Adds keys of all kinds, the same mixture to each organization. What the triggers would do follows at once for all. */
    private static final List<String> FILL = List.of(
            "ALTER TABLE api_key DISABLE TRIGGER USER",
            """
            INSERT INTO api_key (id, organization_id, kind, owner_user_id, name, role, permissions, created_at, expires_at,
                created_by_kind, created_by_name, revoked_at, revoked_by_kind, revoked_by_name, leak_reported_at)
            SELECT gen_random_uuid(), o.id, CASE WHEN i % 20 = 0 THEN 'user' ELSE 'organization' END,
                CASE WHEN i % 20 = 0 THEN u.ids[1 + i / 20 % cardinality(u.ids)] END,
                (ARRAY['CMDB', 'SIEM', 'Historian', 'Ticket', 'Billing'])[1 + i % 5] || ' sync '
                    || (ARRAY['nightly', 'hourly', 'test'])[1 + i % 3] || ' ' || i,
                CASE WHEN i % 20 <> 0 THEN 'api_user' END, CASE WHEN i % 20 <> 0 THEN ARRAY['tasks:read'] END,
                now() - (i % 700) * interval '1 day' - i * interval '1 second',
                CASE WHEN i % 2 = 0 THEN now() + (i % 400 - 30) * interval '1 day' END, 'user', 'generator',
                CASE WHEN i % 10 = 3 OR i % 200 = 1 THEN now() END, CASE WHEN i % 10 = 3 OR i % 200 = 1 THEN 'user' END,
                CASE WHEN i % 10 = 3 OR i % 200 = 1 THEN 'generator' END, CASE WHEN i % 200 = 1 THEN now() END
            FROM organization o
                JOIN (SELECT organization_id, array_agg(id) AS ids FROM app_user GROUP BY 1) u ON u.organization_id = o.id,
                generate_series(1, CASE o.name WHEN 'many' THEN 10000 WHEN 'few' THEN 100 ELSE 1000 END) i""",
            """
            INSERT INTO key_last_use SELECT id, organization_id, CASE WHEN abs(hashtext(id::text)) % 5 = 0 THEN 'epoch'
                ELSE now() - abs(hashtext(id::text) % 200) * interval '1 day' END FROM api_key""",
            "INSERT INTO key_word SELECT k.organization_id, word, k.id FROM api_key k, unnest(key_words(k.name)) word",
            "ALTER TABLE api_key ENABLE TRIGGER USER",
            "VACUUM ANALYZE api_key",
            "VACUUM ANALYZE key_last_use",
            "VACUUM ANALYZE key_word");

    private static final List<String> QUERIES = List.of(
            "",
            "status=active",
            "status=expired",
            "status=revoked",
            "kind=user",
            "kind=organization",
            "owner={owner}",
            "unusedDays=90",
            "unusedSince=2026-06-01T00:00:00Z",
            "expiringDays=30",
            "leakReported=true",
            "sort=createdAt",
            "sort=name",
            "sort=-name",
            "sort=lastUsedAt",
            "sort=-lastUsedAt",
            "sort=expiresAt",
            "sort=-expiresAt",
            "q=sync",
            "q=cmdb",
            "q=cmdb+nightly",
            "q=77",
            "q=nothing",
            "status=active&sort=name",
            "status=revoked&sort=name",
            "unusedDays=90&sort=lastUsedAt",
            "unusedDays=180&sort=name",
            "q=sync&sort=name",
            "q=99&status=active&sort=-lastUsedAt");

    private static final String MORE_USERS = """
            INSERT INTO app_user (id, organization_id, email, address_key, name, role)
            SELECT gen_random_uuid(), id, id || '-' || i, id || '-' || i, 'Some Body', 'user'
            FROM organization, generate_series(1, 99) i WHERE name = 'many'""";

    private final int total = Integer.getInteger("keys.total", 0);

    @Test
    void eachPageAndTheFigures() {
        try (TestService service = TestService.with(Map.of())) {
            TestCaller many = admin(service, "many");
            TestCaller few = admin(service, "few");
            for (int i = 0; i < (total - MANY - FEW) / KEYS_OF_ANOTHER; i++) {
                admin(service, "another");
            }
            service.execute(MORE_USERS);
            FILL.forEach(service::execute);
            List<String> slow = new ArrayList<>();
            QUERIES.forEach(query -> compare(service, "/api-keys?limit=" + PAGE + "&" + query, many, few, slow));
            compare(service, "/api-keys/summary?", many, few, slow);
            assertThat(slow).isEmpty();
        }
    }

    private static void compare(TestService service, String path, TestCaller many, TestCaller few, List<String> slow) {
        double[] ofMany = new double[ROUNDS];
        double[] ofFew = new double[ROUNDS];
        for (int i = -WARM_UP; i < ROUNDS; i++) {
            double fewMillis = time(service, path, few);
            double manyMillis = time(service, path, many);
            if (i >= 0) {
                ofFew[i] = fewMillis;
                ofMany[i] = manyMillis;
            }
        }
        String line = String.format(
                Locale.ROOT,
                "%-60s %,7.2f ms %,7.2f ms %5.2f",
                path,
                median(ofFew),
                median(ofMany),
                median(ofMany) / median(ofFew));
        System.out.println(line);
        if (median(ofMany) > RATIO_MAX * median(ofFew)) {
            slow.add(line);
        }
    }

    private static double time(TestService service, String path, TestCaller caller) {
        String own = path.replace("{owner}", String.valueOf(caller.ownerUserId()));
        long begunNanos = System.nanoTime();
        assertThat(service.get(caller, own).status()).isEqualTo(200);
        return (System.nanoTime() - begunNanos) / 1e6;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static TestCaller admin(TestService service, String name) {
        UUID organizationId = service.organization();
        service.execute("UPDATE organization SET name = ? WHERE id = ?", name, organizationId);
        return service.person(organizationId, UserRole.ORG_ADMIN);
    }
}
