package com.raptorcomply.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.local.directory.DataDirectory;
import com.raptorcomply.local.directory.Secrets;
import com.raptorcomply.local.postgres.ServerAddress;
import com.raptorcomply.local.postgres.ServiceDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionCookieNeedsTlsUnlessOnlyFromHereTest {
    @ParameterizedTest
    @CsvSource({"127.0.0.1, false", "::1, false", "localhost, false", "0.0.0.0, true", "::, true", "192.0.2.7, true"})
    void byTheListenAddress(String host, boolean secure, @TempDir Path directory) {
        try (DataDirectory data = DataDirectory.open(directory)) {
            ServiceDatabase database =
                    new ServiceDatabase(new ServerAddress("127.0.0.1", 5432, "postgres", "", ""), "keyservice", "", "");
            assertThat(new ServiceSettings(host, Ports.FREE, Secrets.of(data)).keyservice(database))
                    .containsEntry("sessions.secureCookie", secure);
        }
    }
}
