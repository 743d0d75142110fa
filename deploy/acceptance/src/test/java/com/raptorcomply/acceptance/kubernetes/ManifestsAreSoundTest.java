package com.raptorcomply.acceptance.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.raptorcomply.acceptance.architecture.Sources;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every manifest holds only names and types of the Kubernetes API; overlays render where kubectl is installed. */
class ManifestsAreSoundTest {
    private static final Path FOLDER = Sources.root().resolve("deploy/kubernetes");
    private static final Path KUBECTL = Path.of("/usr/bin/kubectl");

    static boolean canRender() {
        return Files.isExecutable(KUBECTL);
    }

    @Test
    void eachFileAsItIsWritten() throws IOException {
        List<HasMetadata> objects = new ArrayList<>();
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path file : files.filter(ManifestsAreSoundTest::isManifest).toList()) {
                objects.addAll(Manifests.read(Files.readString(file)));
            }
        }
        assertThat(objects)
                .hasSizeGreaterThan(25)
                .flatExtracting(Manifests::unknownNames)
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "production"})
    @EnabledIf("canRender")
    void eachOverlayAsItIsApplied(String overlay) throws Exception {
        List<HasMetadata> objects = Manifests.read(rendered(overlay));
        assertThat(objects)
                .hasSizeGreaterThan(25)
                .flatExtracting(Manifests::unknownNames)
                .isEmpty();
        List<Container> containers = objects.stream()
                .filter(Deployment.class::isInstance)
                .flatMap(deployment ->
                        ((Deployment) deployment).getSpec().getTemplate().getSpec().getContainers().stream())
                .toList();
        assertThat(containers).hasSize(3).allSatisfy(container -> {
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                    .isTrue();
            assertThat(container.getSecurityContext().getCapabilities().getDrop())
                    .containsExactly("ALL");
            assertThat(container.getReadinessProbe()).isNotNull();
            assertThat(container.getImage()).endsWith(":0.1.0");
        });
    }

    @Test
    void plantedWrongNameIsFoundWithItsPath() throws IOException {
        String planted = gateway().replace("readOnlyRootFilesystem", "readOnlyRootFileSystem");
        assertThat(Manifests.read(planted).stream().flatMap(object -> Manifests.unknownNames(object).stream()))
                .containsExactly("Deployment gateway.spec.template.spec.containers[0].securityContext"
                        + ".readOnlyRootFileSystem");
    }

    @Test
    void plantedWrongTypeIsRefused() throws IOException {
        String planted = gateway().replace("terminationGracePeriodSeconds: 60", "terminationGracePeriodSeconds: long");
        assertThatThrownBy(() -> Manifests.read(planted)).hasMessageContaining("terminationGracePeriodSeconds");
    }

    private static boolean isManifest(Path file) {
        String path = file.toString();
        return path.endsWith(".yaml") && !path.matches(".*/(config/[^/]*|kustomization.yaml)");
    }

    private static String gateway() throws IOException {
        return Files.readString(FOLDER.resolve("base/gateway.yaml"));
    }

    private static String rendered(String overlay) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        KUBECTL.toString(),
                        "kustomize",
                        FOLDER.resolve("overlays").resolve(overlay).toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
