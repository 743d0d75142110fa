package com.raptorcomply.keyservice.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.tls.TestAuthority;
import com.raptorcomply.chassis.tls.TlsConfig;
import com.raptorcomply.keyservice.client.key.NewKey;
import com.raptorcomply.keyservice.client.key.TagKeys;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway shows clients a certificate that the system trusts, whatever authority signs for the services behind it. */
class KeyIsTriedAsItsHolderTrustsTest {
    private static final TagKeys TAG_KEYS = new TagKeys('1', Map.of('1', new byte[TagKeys.KEY_BYTES_MIN]));

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @Test
    void withTheAuthoritiesOfTheSystem(@TempDir Path folder) throws Exception {
        TestAuthority ofTheSystem = new TestAuthority(folder.resolve("system"));
        try (TestAuthority.JvmTrust trust = ofTheSystem.trustedByTheJvm()) {
            assertThat(trust).isNotNull();
            KeyTrial trial = new KeyTrial(vertx, gateway(ofTheSystem));

            assertThat(Await.result(trial.run(key())).text()).isEqualTo("CMDB sync");
        }
    }

    private URI gateway(TestAuthority authority) {
        TlsConfig files = authority.issue("gateway", List.of("localhost"), Duration.ofHours(1));
        int port = Await.result(vertx.createHttpServer(new HttpServerOptions()
                                .setSsl(true)
                                .setKeyCertOptions(new PemKeyCertOptions()
                                        .setCertPath(files.certificateFile().toString())
                                        .setKeyPath(files.keyFile().toString())))
                        .requestHandler(request -> request.response().end("{\"name\":\"CMDB sync\"}"))
                        .listen(0, "127.0.0.1"))
                .actualPort();
        return URI.create("https://localhost:" + port);
    }

    private static String key() {
        return NewKey.mint(TAG_KEYS, new SecureRandom()).reveal();
    }
}
