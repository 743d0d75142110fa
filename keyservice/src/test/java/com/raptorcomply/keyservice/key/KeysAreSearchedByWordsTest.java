package com.raptorcomply.keyservice.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeysAreSearchedByWordsTest {
    private final TestService service = TestService.shared();
    private final UUID organizationId = service.organization();
    private final TestCaller admin = service.person(organizationId, UserRole.ORG_ADMIN);

    @BeforeEach
    void make() {
        List.of("CMDB-Import (nightly)", "SIEM import", "Québec export", "100% imports")
                .forEach(name -> service.mint(admin, new JsonObject().put("name", name)));
    }

    @Test
    void eachByItsBeginningWhateverTheCase() {
        assertThat(found("import")).containsExactly("100% imports", "SIEM import", "CMDB-Import (nightly)");
        assertThat(found("NIGHT cm")).containsExactly("CMDB-Import (nightly)");
        assertThat(found("imports")).containsExactly("100% imports");
        assertThat(found("mport")).isEmpty();
        assertThat(found("siem nightly")).isEmpty();
    }

    @Test
    void whateverCharactersTheyHave() {
        assertThat(found("québ")).containsExactly("Québec export");
        assertThat(found("que\u0301b")).containsExactly("Québec export");
        assertThat(found("100%")).containsExactly("100% imports");
        assertThat(found("%")).isEmpty();
        assertThat(found("_' OR 1=1")).isEmpty();
    }

    @Test
    void andFoundUnderTheirPresentNameOnly() {
        String id =
                service.get(admin, "/api-keys?q=siem").array().getJsonObject(0).getString("id");

        service.patch(admin, "/api-keys/" + id, new JsonObject().put("name", "SIEM feed"));

        assertThat(found("siem import")).isEmpty();
        assertThat(found("import")).doesNotContain("SIEM import").hasSize(2);
        assertThat(found("feed")).containsExactly("SIEM feed");
    }

    @Test
    void togetherWithEveryOrderAndFilter() {
        assertThat(names("q=import&sort=name")).containsExactly("100% imports", "CMDB-Import (nightly)", "SIEM import");
        assertThat(names("q=import&status=revoked")).isEmpty();
        assertThat(names("q=import&kind=organization&expiringDays=30")).isEmpty();
        assertThat(overPages("q=import")).containsExactly("100% imports", "SIEM import", "CMDB-Import (nightly)");
    }

    @Test
    void andMoreThanAFewAreFoundInTheOrderOfTheList() {
        insert("Bulk job", KeyCandidates.FEW_MAX + 1);

        assertThat(names("q=bulk&limit=1000"))
                .hasSize(KeyCandidates.FEW_MAX + 1)
                .containsOnly("Bulk job");
        assertThat(names("q=bulk+jo&limit=5&sort=createdAt")).hasSize(5).containsOnly("Bulk job");
        assertThat(names("q=bulk+cmdb")).isEmpty();
    }

    @Test
    void inOneOrganizationOnly() {
        TestCaller stranger = service.person(service.organization(), UserRole.ORG_ADMIN);
        TestCaller platform = service.person(service.organization(), UserRole.PLATFORM_ADMIN);

        assertThat(service.get(stranger, "/api-keys?q=import").array()).isEmpty();
        assertThat(service.get(platform, "/api-keys?q=import").status()).isEqualTo(400);
        assertThat(service.get(platform, "/api-keys?q=import&organizationId=" + organizationId)
                        .array())
                .hasSize(3);
    }

    /** Adds keys directly, as the service writes them. */
    private void insert(String name, int count) {
        service.execute("""
                INSERT INTO api_key (id, organization_id, kind, name, role, permissions, created_by_kind, created_by_name) \
                SELECT gen_random_uuid(), ?, 'organization', ?, 'api_user', ARRAY['tasks:read'], 'system', 'test' \
                FROM generate_series(1, ?)""", organizationId, name, count);
    }

    private List<String> found(String words) {
        return names("q=" + URLEncoder.encode(words, StandardCharsets.UTF_8));
    }

    private List<String> overPages(String query) {
        Reply first = service.get(admin, "/api-keys?limit=2&" + query);
        String link = first.header("Link");
        Reply second = service.get(admin, link.substring(1, link.indexOf('>')));
        return IntStream.range(0, 3)
                .mapToObj(i ->
                        i < 2 ? first.array().getJsonObject(i) : second.array().getJsonObject(0))
                .map(key -> Objects.requireNonNull(key).getString("name"))
                .toList();
    }

    private List<String> names(String query) {
        return service.get(admin, "/api-keys?" + query).array().stream()
                .map(key -> ((JsonObject) key).getString("name"))
                .toList();
    }
}
