package com.raptorcomply.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.tls.TlsConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevelopmentKeysAreForTheirOwnerAloneTest {
    @TempDir
    Path folder;

    @Test
    void thatOfTheAuthorityToo() throws Exception {
        TlsConfig one = DevelopmentAuthority.in(folder).issue("one", List.of("localhost"), Duration.ofHours(1));
        for (Path key : List.of(one.keyFile(), folder.resolve("ca.key"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                    .isEqualTo("rw-------");
        }
    }
}
