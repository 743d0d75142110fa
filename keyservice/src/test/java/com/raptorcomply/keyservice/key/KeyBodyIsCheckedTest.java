package com.raptorcomply.keyservice.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonObject;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KeyBodyIsCheckedTest {
    private static final TestService SERVICE = TestService.shared();
    private static final TestCaller ADMIN = SERVICE.person(SERVICE.organization(), UserRole.ORG_ADMIN);

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments("{'kind':'organization'}", "name", "Field 'name' is required"),
                arguments("{'name':null,'kind':'organization'}", "name", "Field 'name' is required"),
                arguments("{'name':7,'kind':'organization'}", "name", "Field 'name' must be a string"),
                arguments("{'name':'','kind':'organization'}", "name", "Field 'name' must not be blank"),
                arguments("{'name':' \\u2003 ','kind':'organization'}", "name", "Field 'name' must not be blank"),
                arguments(named("x".repeat(256)), "name", "Field 'name' must have at most 255 characters"),
                arguments(named("x".repeat(10_000)), "name", "Field 'name' must have at most 255 characters"),
                arguments(named("a\\nb"), "name", MISLEADING),
                arguments(named("a\\u202egpj.exe"), "name", MISLEADING),
                arguments(named("a\\u2066b"), "name", MISLEADING),
                arguments(named("a\\u2028b"), "name", MISLEADING),
                arguments(named("a "), "name", "Field 'name' must not begin or end with white space"),
                arguments(named("\\u00a0a"), "name", "Field 'name' must not begin or end with white space"),
                arguments(named("e\\u0301"), "name", "Field 'name' must be in Unicode normalization form C (NFC)"),
                arguments("{'name':'x'}", "kind", "Field 'kind' is required"),
                arguments("{'name':'x','kind':'super'}", "kind", "Field 'kind' must be one of organization, user"),
                arguments(with("'role':'admin'"), "role", "Field 'role' must be one of api_user, org_super"),
                arguments(with("'role':null"), "role", "Field 'role' must not be null"),
                arguments(
                        with("'permissions':['facilities:read','facilities:fly']"),
                        "permissions",
                        "Field 'permissions' has no such permission at position 1"),
                arguments(
                        with("'permissions':['facilities:read','facilities:read']"),
                        "permissions",
                        "Field 'permissions' must not name a permission twice"),
                arguments(with("'permissions':'*'"), "permissions", "Field 'permissions' must be an array of strings"),
                arguments(with("'permissions':[1]"), "permissions", "Field 'permissions' must be an array of strings"),
                arguments(
                        with("'role':'api_user','permissions':[]"),
                        "role",
                        "Field 'role' cannot be combined with 'permissions'"),
                arguments(
                        "{'name':'x','kind':'user','permissions':[]}",
                        "permissions",
                        "Field 'permissions' cannot be chosen for a user key: it has its owner's permissions"),
                arguments(
                        with("'expiresAt':'2020-01-01T00:00:00Z'"),
                        "expiresAt",
                        "Field 'expiresAt' must be in the future"),
                arguments(with("'expiresAt':'tomorrow'"), "expiresAt", NO_TIME),
                arguments(with("'expiresAt':'2999-02-30T00:00:00Z'"), "expiresAt", NO_TIME),
                arguments(with("'expiresAt':'+12345-01-01T00:00:00Z'"), "expiresAt", NO_TIME),
                arguments(with("'expiresAt':1893456000"), "expiresAt", "Field 'expiresAt' must be a string"),
                arguments(
                        with("'allowedCidrs':['10.0.0.1/8']"),
                        "allowedCidrs",
                        NO_NETWORK + ", where 10.0.0.0/8 or 10.0.0.1/32 could be meant"),
                arguments(
                        with("'allowedCidrs':['10.0.0.0']"),
                        "allowedCidrs",
                        NO_NETWORK + ", where 10.0.0.0/32 could be meant"),
                arguments(
                        with("'allowedCidrs':['10.0.0.0/33']"),
                        "allowedCidrs",
                        NO_NETWORK + ", where 10.0.0.0/32 could be meant"),
                arguments(with("'allowedCidrs':['example.com/8']"), "allowedCidrs", NO_NETWORK),
                arguments(with("'rateLimit':{}"), "rateLimit.requests", "Field 'rateLimit.requests' is required"),
                arguments(
                        with("'rateLimit':{'requests':0,'periodSeconds':1}"),
                        "rateLimit.requests",
                        "Field 'rateLimit.requests' must be a whole number from 1 to 1000000000"),
                arguments(
                        with("'rateLimit':{'requests':1.5,'periodSeconds':1}"),
                        "rateLimit.requests",
                        "Field 'rateLimit.requests' must be a whole number from 1 to 1000000000"),
                arguments(
                        with("'rateLimit':{'requests':1,'periodSeconds':1,'unit':'s'}"),
                        "rateLimit.unit",
                        "Unknown field 'rateLimit.unit'"),
                arguments(
                        with("'restrictions':[{'facilities':[]}]"),
                        "restrictions[0].facilities",
                        "Field 'restrictions[0].facilities' or another place or operation is required: this would limit"
                                + " nothing"),
                arguments(
                        with("'restrictions':{}"), "restrictions", "Field 'restrictions' must be an array of objects"),
                arguments(
                        with("'restrictions':[1]"), "restrictions", "Field 'restrictions' must be an array of objects"),
                arguments(
                        with("'restrictions':[{'operations':['read'],'x':1}]"),
                        "restrictions[0].x",
                        "Unknown field 'restrictions[0].x'"),
                arguments(with("'id':'x'"), "id", "Unknown field 'id'"),
                arguments(with("'scope':1,'owner':2"), "owner", "Unknown field 'owner'"),
                arguments(with("'organizationId':'1'"), "organizationId", "Field 'organizationId' must be a UUID"));
    }

    private static final String MISLEADING = "Field 'name' must not contain control characters or invisible formatting";
    private static final String NO_TIME = "Field 'expiresAt' must be a time such as 2027-01-31T00:00:00Z";
    private static final String NO_NETWORK =
            "Field 'allowedCidrs' must hold networks such as 192.0.2.0/24 or" + " 2001:db8::/32; not so at position 0";

    @ParameterizedTest
    @MethodSource("refused")
    void whatDoesNotFitIsNamed(String body, String field, String message) {
        int before = SERVICE.get(ADMIN, "/api-keys").array().size();

        Reply reply = SERVICE.post(ADMIN, "/api-keys", body.replace('\'', '"'));

        assertThat(reply.status()).as(reply.body()).isEqualTo(422);
        JsonObject problem = reply.object();
        assertThat(problem.getString("error")).isEqualTo("Unprocessable Entity");
        assertThat(problem.getString("message")).isEqualTo(message);
        assertThat(problem.getString("field")).isEqualTo(field);
        assertThat(problem.getString("requestId")).isEqualTo(reply.header("X-Request-Id"));
        assertThat(SERVICE.get(ADMIN, "/api-keys").array()).hasSize(before);
    }

    private static String named(String name) {
        return "{'name':'" + name + "','kind':'organization'}";
    }

    private static String with(String members) {
        return "{'name':'x','kind':'organization'," + members + "}";
    }
}
