package com.raptorcomply.resources.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.settings.Settings;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsNameWhatIsWrongTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final Map<String, String> RIGHT = Map.of(
            "RESOURCES_KEYSERVICE_URLS", "http://k:8081",
            "RESOURCES_DATABASE_URL", "postgresql://h:5432/resources",
            "RESOURCES_DATABASE_USER", "user",
            "RESOURCES_DATABASE_PASSWORD", "p",
            "RESOURCES_DATABASE_OWNER", "owner",
            "RESOURCES_DATABASE_OWNER_PASSWORD", "p");

    @AfterAll
    static void close() {
        Await.result(VERTX.close());
    }

    @Test
    void noneOfTheRightOnes() {
        assertThat(faults("RESOURCES_FILES_TYPES", "application/pdf,text/plain"))
                .isEmpty();
    }

    @Test
    void aTypeThatNoFileHas() {
        assertThat(faults("RESOURCES_FILES_TYPES", "application/pdf,PDF"))
                .containsExactly("Setting 'files.types[1]' at environment variable RESOURCES_FILES_TYPES: 'PDF' is not"
                        + " accepted; expected a media type in small letters, such as application/pdf");
    }

    @Test
    void aDatabaseThatNobodyCanConnectTo() {
        assertThat(faults("RESOURCES_DATABASE_URL", "postgresql://h:99999/resources"))
                .singleElement()
                .asString()
                .startsWith("Setting 'database.url' at environment variable RESOURCES_DATABASE_URL is not accepted");
    }

    @Test
    void aDirectoryThatCannotBe(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        Path below = file.resolve("directory");

        assertThat(faults("RESOURCES_FILES_DIRECTORY", below.toString()))
                .containsExactly("Setting 'files.directory' at environment variable RESOURCES_FILES_DIRECTORY: '"
                        + below + "' cannot be used: '" + file + "' is no directory");
    }

    @Test
    void noDirectoryThatTheServiceCanMake(@TempDir Path folder) {
        assertThat(faults(
                        "RESOURCES_FILES_DIRECTORY", folder.resolve("of/files").toString()))
                .isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aCredentialOfTwoLines() {
        assertThat(faults("RESOURCES_KEYSERVICE_CREDENTIAL", "one\ntwo"))
                .singleElement()
                .asString()
                .startsWith("Setting 'keyservice.credential' at ")
                .doesNotContain("two");
    }

    private static List<String> faults(String variable, String value) {
        Map<String, String> variables = new HashMap<>(RIGHT);
        variables.put(variable, value);
        return ResourcesConfig.examine(Settings.load("RESOURCES", null, variables, Map.of()))
                .withFiles(VERTX)
                .faults();
    }
}
