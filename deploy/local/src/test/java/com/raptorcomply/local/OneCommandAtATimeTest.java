package com.raptorcomply.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.raptorcomply.local.directory.DataDirectory;
import com.raptorcomply.local.step.LocalRunException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two commands never work on one directory. The second one is refused, or waits if it was told to. */
class OneCommandAtATimeTest {
    @Test
    void theSecondIsRefused(@TempDir Path directory) {
        try (DataDirectory first = DataDirectory.open(directory)) {
            assertThatThrownBy(() -> DataDirectory.open(first.path()))
                    .isInstanceOf(LocalRunException.class)
                    .hasMessageContaining("is in use by another run");
        }
    }

    @Test
    void orWaitsUntilTheFirstHasEnded(@TempDir Path directory) {
        DataDirectory first = DataDirectory.open(directory);
        CompletableFuture<Void> second = CompletableFuture.runAsync(
                () -> DataDirectory.open(directory, Duration.ofMinutes(1)).close());
        assertThatThrownBy(() -> DataDirectory.open(directory, Duration.ofMillis(200)))
                .hasMessageContaining("is in use by another run");
        assertThat(second).isNotDone();
        first.close();
        assertThat(second).succeedsWithin(Duration.ofMinutes(1));
    }
}
