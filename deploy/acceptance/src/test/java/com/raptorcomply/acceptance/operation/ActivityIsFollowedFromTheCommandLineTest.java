package com.raptorcomply.acceptance.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.raptorcomply.acceptance.whole.RunningWhole;
import com.raptorcomply.acceptance.whole.Whole;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(RunningWhole.class)
class ActivityIsFollowedFromTheCommandLineTest {
    private static final Duration SHOWN_MAX = Duration.ofSeconds(30);

    private final CommandLineRun line;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Thread follower = new Thread();

    ActivityIsFollowedFromTheCommandLineTest(@TempDir Path folder) {
        line = new CommandLineRun(folder);
    }

    @BeforeEach
    void signIn(Whole whole) throws IOException {
        line.signIn(whole, whole.value("ORG_A_ADMIN_KEY"));
    }

    @AfterEach
    void end() throws InterruptedException {
        follower.interrupt();
        follower.join();
    }

    @Test
    void eachNewChangeIsOneLineForPrograms(Whole whole) {
        follow("--json");
        await().atMost(SHOWN_MAX).until(() -> out.size() > 0);
        String first = whole.makeKey(new JsonObject()).getString("id");
        await().atMost(SHOWN_MAX).until(() -> !linesWith(first).isEmpty());
        String second = whole.makeKey(new JsonObject()).getString("id");
        await().atMost(SHOWN_MAX).until(() -> !linesWith(second).isEmpty());
        assertThat(linesWith(first)).hasSize(1);
        assertThat(linesWith("")).allSatisfy(line -> assertThat(new JsonObject(line).getString("resourceType"))
                .isEqualTo("api-key"));
    }

    @Test
    void andForPeopleUntilTheyEndIt(Whole whole) throws InterruptedException {
        follow();
        await().atMost(SHOWN_MAX).until(() -> !linesWith("resourceType").isEmpty());
        String id = whole.makeKey(new JsonObject()).getString("id");
        await().atMost(SHOWN_MAX).until(() -> !linesWith(id).isEmpty());
        assertThat(linesWith(id)).singleElement().asString().contains("create  api-key");
        assertThat(follower.isAlive()).isTrue();
        end();
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("error: interrupted\n");
    }

    private void follow(String... more) {
        String[] arguments = Stream.concat(
                        Stream.of("activity", "tail", "--follow", "--type", "api-key", "--most", "1"), Stream.of(more))
                .toArray(String[]::new);
        follower = new Thread(() -> line.command("", out, err).run(arguments), "follower");
        follower.start();
    }

    private List<String> linesWith(String text) {
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(each -> each.contains(text))
                .toList();
    }
}
