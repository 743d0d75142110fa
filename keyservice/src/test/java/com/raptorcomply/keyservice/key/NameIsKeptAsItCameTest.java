package com.raptorcomply.keyservice.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameIsKeptAsItCameTest {
    private static final TestService SERVICE = TestService.shared();
    private static final TestCaller ADMIN = SERVICE.person(SERVICE.organization(), UserRole.ORG_ADMIN);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Robert'); DROP TABLE api_key;--",
                "<script>alert(1)</script>",
                "Centrale électrique – Québec",
                "מפתח של הלקוח",
                "مفتاح العميل",
                "数据导入服务",
                "⚡️ 👩‍🔧 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
                "%s ${jndi:ldap://x} {{7*7}} \\\" \\n"
            })
    void whatIsOnlyTextIsOnlyText(String name) {
        JsonObject createdKey = SERVICE.mint(ADMIN, new JsonObject().put("name", name));

        JsonObject read =
                SERVICE.get(ADMIN, "/api-keys/" + createdKey.getString("id")).object();

        assertThat(read.getString("name")).isEqualTo(name);
    }
}
