package com.raptorcomply.resources.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service tells the state of a chain with a checkpoint, and a program that has nothing but the export finds every line of
 * it that was altered, removed, moved or cut.
 */
class ExportProvesTheLogWholeTest {
    private static final Path VERIFIER = Path.of("..", "deploy", "examples", "verify-activity.py");

    private final Caller caller = Caller.ofNewOrganization();
    private final Caller auditor = caller.withPermissions("activity:read");
    private final Records records = Records.of(caller);
    private final UUID center = records.controlCenter("CC-1");

    @TempDir
    Path folder;

    @BeforeEach
    void change() {
        UUID one = records.facility("F-1");
        UUID two = records.facility("F-2");
        caller.post("/cyber-assets", Records.asset(records.system("S-1"), "T-1 \"é"));
        caller.post(
                "/control-centers/" + center + "/assign-facilities",
                new JsonObject().put("facilityIds", List.of(one.toString(), two.toString())));
        caller.patch("/facilities/" + one, new JsonObject().put("title", "Größe\\"));
    }

    @Test
    void stateWithItsCheckpoint() {
        JsonObject whole = auditor.get("/activity/verify").object();

        assertThat(whole.getString("state")).isEqualTo("holds");
        assertThat(whole.getLong("sequence")).isEqualTo(3);
        assertThat(whole.getLong("entries")).isEqualTo(4);
        String checkpoint = "/activity/verify?sequence=3&hash=" + whole.getString("hash");
        caller.post("/cyber-assets", Records.asset(records.system("S-2"), "T-2"));
        JsonObject rest = auditor.get(checkpoint).object();
        assertThat(rest.getString("state")).isEqualTo("holds");
        assertThat(rest.getLong("sequence")).isEqualTo(4);
        assertThat(rest.getLong("entries")).isEqualTo(1);
        JsonObject replaced = auditor.get("/activity/verify?sequence=2&hash=" + "0".repeat(64))
                .object();
        assertThat(replaced.getString("state")).isEqualTo("broken");
        assertThat(replaced.getLong("broken")).isEqualTo(2);
        assertThat(auditor.get("/activity/verify?sequence=2").object().getString("field"))
                .isEqualTo("hash");
    }

    @Test
    void toAProgramWithoutTheService() throws IOException, InterruptedException {
        assumeThat(hasPython()).isTrue();
        Answer export = auditor.get("/activity/export");
        List<String> lines = export.body().lines().toList();
        assertThat(export.header("Content-Type")).isEqualTo("application/x-ndjson");
        String state = auditor.get("/activity/verify").object().getString("hash");

        assertThat(verified(lines)).contains("The chain holds: 3 links, 4 entries", "3 " + state);
        assertThat(verified(lines, "3", state)).contains("holds");
        assertThat(verified(lines, "1", state)).contains("BROKEN");
        for (int line = 0; line < lines.size(); line++) {
            List<String> altered = new ArrayList<>(lines);
            altered.set(line, altered.get(line).replaceFirst("([0-9a-f])(?=[^0-9a-f]*$)", "x"));
            assertThat(verified(altered)).as("altered %d", line).contains("BROKEN");
            List<String> removed = new ArrayList<>(lines);
            removed.remove(line);
            assertThat(verified(removed)).as("removed %d", line).contains("BROKEN");
            if (line > 0) {
                List<String> swapped = new ArrayList<>(lines);
                Collections.swap(swapped, line, line - 1);
                assertThat(verified(swapped)).as("swapped %d", line).contains("BROKEN");
            }
        }
    }

    @Test
    void andThatProgramSaysWhichFileItCannotRead() throws IOException, InterruptedException {
        assumeThat(hasPython()).isTrue();
        String missing = folder.resolve("missing").toString();

        assertThat(said(2, missing)).isEqualTo("error: " + missing + " cannot be read: No such file or directory\n");
    }

    private String verified(List<String> lines, String... checkpoint) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("activity.ndjson"), String.join("\n", lines) + "\n");
        List<String> arguments = new ArrayList<>(List.of(file.toString()));
        arguments.addAll(List.of(checkpoint));
        return said(0, arguments.toArray(String[]::new));
    }

    /** @param status the one expected of a program that does not say BROKEN */
    private static String said(int status, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("python3", VERIFIER.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(said.contains("BROKEN") ? 1 : status);
        return said;
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException none) {
            return false;
        }
    }
}
