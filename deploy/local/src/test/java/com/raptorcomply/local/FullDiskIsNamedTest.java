package com.raptorcomply.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.raptorcomply.local.directory.DataDirectory;
import com.raptorcomply.local.postgres.EmbeddedServer;
import com.raptorcomply.local.step.Await;
import com.raptorcomply.local.step.LocalRunException;
import io.vertx.core.Promise;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class FullDiskIsNamedTest {
    @TempDir
    private Path directory;

    @Test
    void beforeAnythingIsStarted() {
        try (DataDirectory data = DataDirectory.open(directory)) {
            assertThatThrownBy(() -> data.requireFreeBytes(Long.MAX_VALUE))
                    .isInstanceOf(LocalRunException.class)
                    .hasMessageContainingAll("The disk of the data directory " + directory + " is full", "--data DIR");
            data.requireFreeBytes(1);
        }
    }

    @Test
    void byTheFileThatSaysMoreWhenItFillsWhileServicesStart() throws Exception {
        Path log = directory.resolve("server/server.log");
        try (EmbeddedServer server =
                EmbeddedServer.start(Path.of("target", "postgresql"), directory.resolve("server"), "a password")) {
            assertThat(server.fullDisk()).isEmpty();
            String panic = "PANIC:  could not write to file \"pg_wal/xlogtemp.1\": No space left on device";
            Files.writeString(log, panic + "\n", StandardOpenOption.APPEND);
            assertThatThrownBy(() -> Await.until(Promise.promise().future(), "start keyservice", server::fullDisk))
                    .isInstanceOf(LocalRunException.class)
                    .hasMessage("Could not start keyservice: the disk is full: " + panic + " (more in " + log + ")");
        }
    }

    @Test
    void waitingEndsIfItIsInVain() {
        assertThatThrownBy(() -> Await.until(Promise.promise().future(), "start it", () -> Optional.of("in vain")))
                .hasMessage("Could not start it: in vain");
        try (DataDirectory data = DataDirectory.open(directory)) {
            assertThat(data.isFinished()).isFalse();
        }
    }

    @Test
    void wrongOptionIsRefusedInOneSentence() {
        StringWriter error = new StringWriter();
        CommandLine command = new CommandLine(new UpCommand())
                .setErr(new PrintWriter(error))
                .setParameterExceptionHandler(new OneSentence());
        assertThat(command.execute("--colour")).isEqualTo(2);
        assertThat(error.toString().lines()).containsExactly("error: Unknown option: '--colour'; see up --help");
    }
}
