package com.raptorcomply.chassis.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The document for clients lists every code of the services. {@code -Ddocs.write=true} rewrites it. */
class ErrorCatalogueIsPrintedTest {
    private static final Path DOCUMENT = Path.of("../docs/ERRORS.md");

    @Test
    void theDocumentIsTheCatalogue() throws IOException {
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(DOCUMENT, printed());
        }
        assertThat(Files.readString(DOCUMENT)).isEqualTo(printed());
    }

    private static String printed() {
        return """
                # Errors

                Every error body has `error`, `message`, `code` and `requestId`. `code` never changes its meaning: branch on it, not on the
                sentence. `field` names the input at fault, `errors` lists all faults of a body as `{field, message, code}`, and `permission`
                names the permission that is missing. With `Accept: application/problem+json` the same members come as RFC 9457 problem details.

                | status | code | cause | remedy |
                |---|---|---|---|
                """
                + Arrays.stream(ErrorCode.values())
                        .map(code -> "| %d | `%s` | %s | %s |%n"
                                .formatted(code.status(), code.label(), code.cause(), code.remedy()))
                        .collect(Collectors.joining());
    }
}
