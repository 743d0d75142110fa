package com.raptorcomply.keyservice.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A page of an organization with 10,000 keys takes at most twice the time of one of an organization with 100, whatever the
 * filter, order or search, among as many keys as {@code -Dkeys.total} says: of the API, with as many rows, and of the admin
 * pages. It prints the median of each.
 */
@EnabledIfSystemProperty(named = "keys.total", matches = "[0-9]+")
class KeyListsCostTheSameAtAnySizeTest {
    private static final int ROUNDS = 101;
    private static final int WARM_UP = 40;
    private static final double RATIO_MAX = 2;
    private static final int PAGE = 50;

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

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final int total = Integer.getInteger("keys.total", 0);

    @Test
    void eachPageAndTheFigures() throws IOException, InterruptedException {
        try (TestService service = TestService.with(Map.of())) {
            Admin many = Admin.of(service, "many");
            Admin few = Admin.of(service, "few");
            ManyKeys.load(service, total);
            List<String> slow = new ArrayList<>();
            for (String query : QUERIES) {
                String filter = query.isEmpty() ? "" : "&" + query;
                int rows = service.send(few.request("/api-keys?limit=" + PAGE + filter))
                        .array()
                        .size();
                compare("/api-keys?limit=" + Math.max(1, rows) + filter, many, few, slow);
                compare("/admin/keys?" + query.replace("owner={owner}", "view=mine"), many, few, slow);
            }
            compare("/api-keys/summary", many, few, slow);
            assertThat(slow).isEmpty();
        }
    }

    private static void compare(String path, Admin many, Admin few, List<String> slow)
            throws IOException, InterruptedException {
        double[] ofMany = new double[ROUNDS];
        double[] ofFew = new double[ROUNDS];
        for (int i = -WARM_UP; i < ROUNDS; i++) {
            double fewMillis = time(path, few);
            double manyMillis = time(path, many);
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

    /** Without the judge of responses, whose time is not the service's. */
    private static double time(String path, Admin admin) throws IOException, InterruptedException {
        HttpRequest request = admin.request(path).build();
        long begunNanos = System.nanoTime();
        assertThat(CLIENT.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
        return (System.nanoTime() - begunNanos) / 1e6;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** An admin with a key, and with a browser. */
    private record Admin(TestCaller caller, Person.Browser browser) {
        static Admin of(TestService service, String name) {
            Person person = Person.in(service, UserRole.ORG_ADMIN);
            service.execute("UPDATE organization SET name = ? WHERE id = ?", name, person.organizationId());
            return new Admin(TestCaller.person(person.organizationId(), person.id()), person.browser());
        }

        HttpRequest.Builder request(String path) {
            return path.startsWith("/admin")
                    ? browser.request(path)
                    : browser.service().request(caller, path.replace("{owner}", String.valueOf(caller.ownerUserId())));
        }
    }
}
