package com.raptorcomply.keyservice.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Gateways;
import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewaysOnlyTest {
    private static final String DIGEST = "A".repeat(43);
    private final TestService service = TestService.shared();
    private final Gateways gateways = new Gateways(service);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearer gateway-credential-of-the-tes",
                "Bearer gateway-credential-of-the-test2",
                "bearer gateway-credential-of-the-test",
                "Basic gateway-credential-of-the-test"
            })
    void otherCredentialsAre401(String authorization) {
        Reply reply = gateways.ask("{}", authorization);

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(reply.body()).doesNotContain(TestService.GATEWAY_CREDENTIAL);
    }

    @Test
    void callersAreNoGateways() {
        TestCaller admin = service.person(service.organization(), UserRole.PLATFORM_ADMIN);

        Reply reply = service.send(service.request(admin, "/internal/verifications")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));

        assertThat(reply.status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"digest\":\"" + "A" + "\",\"secretId\":\"AAAAAAAAAAA\"}",
                "{\"secretId\":\"AAAAAAAAAAA\"}",
                "{\"secretId\":\"AAAAAAAAAA\",\"digest\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}",
                "{\"secretId\":\"AAAAAAAAAA'\",\"digest\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}",
                "{\"secretId\":\"AAAAAAAAAAA\",\"digest\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\",\"key\":\"x\"}"
            })
    void badQuestionsAre422(String body) {
        assertThat(gateways.ask(body, "Bearer " + TestService.GATEWAY_CREDENTIAL)
                        .status())
                .isEqualTo(422);
    }

    @Test
    void answerNamesEpochSequenceAndSubjects() {
        Reply reply = gateways.ask(
                "{\"secretId\":\"AAAAAAAAAAA\",\"digest\":\"" + DIGEST + "\"}",
                "Bearer " + TestService.GATEWAY_CREDENTIAL);

        assertThat(reply.object().getString("verdict")).isEqualTo("refused");
        assertThat(reply.object().getString("epoch")).isNotEmpty();
        assertThat(reply.object().getLong("sequence")).isNotNull();
        assertThat(reply.object().getJsonArray("subjects")).hasSize(1);
    }
}
