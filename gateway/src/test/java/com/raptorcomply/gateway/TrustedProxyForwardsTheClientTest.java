package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Upstreams get the client that trusted proxies name, in one element of Forwarded (RFC 7239). */
class TrustedProxyForwardsTheClientTest {
    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest()
            .with("clientAddress.trusted", List.of("127.0.0.0/8", "10.0.0.0/8"))
            .with("clientAddress.field", "forwarded");

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '\'',
            value = {
                "for=192.0.2.7 ! for=192.0.2.7",
                "For=192.0.2.7;proto=https;by=10.0.0.1 ! for=192.0.2.7",
                "proto=https; for=\"192.0.2.7:4711\" ! for=192.0.2.7",
                "for=\"[2001:db8::7]:4711\" ! for=\"[2001:db8::7]\"",
                "for=\"[2001:db8::7]\", for=10.0.0.1 ! for=\"[2001:db8::7]\"",
                "for=198.51.100.1, for=192.0.2.7, for=10.0.0.1;by=10.0.0.2 ! for=192.0.2.7",
                "for=\"198.51.100.1, for=192.0.2.7 ! for=192.0.2.7",
                "for=198.51.100.1;host=\"a, for=192.0.2.7;host=\"b,c\" ! for=192.0.2.7",
                "for=192.0.2.7;host=\"a;for=198.51.100.1\" ! for=192.0.2.7",
                "for=192.0.2.7;for=192.0.2.8 ! for=127.0.0.1;proto=http",
                "for=192.0.2.7:80 ! for=127.0.0.1;proto=http",
                "for=\"192.0.2.\\7\" ! for=127.0.0.1;proto=http",
                "for=unknown ! for=127.0.0.1;proto=http",
                "for=_hidden, for=10.0.0.1 ! for=10.0.0.1",
                "192.0.2.7 ! for=127.0.0.1;proto=http",
                "proto=https ! for=127.0.0.1;proto=http"
            })
    void asTheLastOneThatIsNoProxy(String sent, String told) throws Exception {
        assertThat(forwarded("Forwarded", sent)).containsExactly(told);
    }

    @Test
    void whereverItsElementStands() throws Exception {
        assertThat(forwarded("Forwarded", "for=192.0.2.7", "Forwarded", "for=10.0.0.1"))
                .containsExactly("for=192.0.2.7");
    }

    @Test
    void andNotInAnotherField() throws Exception {
        assertThat(forwarded("X-Forwarded-For", "192.0.2.7")).containsExactly("for=127.0.0.1;proto=http");
    }

    private static List<String> forwarded(String... fields) throws Exception {
        List<String> found = new ArrayList<>();
        STAGE.echoed("/facilities", fields).getJsonArray("fields").forEach(field -> {
            assertThat(field.toString()).doesNotContainIgnoringCase("x-forwarded");
            if (field.toString().startsWith("Forwarded: ")) {
                found.add(field.toString().substring("Forwarded: ".length()));
            }
        });
        return found;
    }
}
