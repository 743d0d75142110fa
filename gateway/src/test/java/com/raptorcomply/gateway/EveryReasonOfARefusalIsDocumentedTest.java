package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.log.EnumLabel;
import com.raptorcomply.gateway.auth.Denial;
import com.raptorcomply.gateway.http.RequestError;
import com.raptorcomply.gateway.request.ErrorResponses;
import com.raptorcomply.gateway.request.PreparedProblem;
import com.raptorcomply.gateway.request.RequestContext;
import com.raptorcomply.gateway.upstream.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EveryReasonOfARefusalIsDocumentedTest {
    private static final Path REFUSALS = Path.of("../deploy/docs/REFUSALS.md");

    /** The reason, the status, and three cells with text: cause, diagnosis, remedy. */
    private static final Pattern ROW =
            Pattern.compile("^\\| `([a-z-]+)` \\| ([0-9]{3}|any) \\|( [^|]*\\w[^|]* \\|){3}$", Pattern.MULTILINE);

    @Test
    void andNoOther() throws IOException {
        assertThat(rows().keySet()).isEqualTo(ErrorResponses.reasons());
    }

    @ParameterizedTest
    @ValueSource(classes = {Denial.class, Failure.class, RequestError.class})
    void withItsStatus(Class<? extends Enum<?>> reasons) throws IOException {
        Map<String, String> rows = rows();
        for (Enum<?> reason : reasons.getEnumConstants()) {
            assertThat(rows).containsEntry(EnumLabel.of(reason), Integer.toString(status(reason)));
        }
    }

    private static int status(Enum<?> reason) {
        if (reason == Failure.CLIENT_GONE) {
            return RequestContext.CLIENT_GONE;
        }
        PreparedProblem problem = reason instanceof Denial denial
                ? ErrorResponses.of(denial)
                : reason instanceof Failure failure
                        ? ErrorResponses.of(failure)
                        : ErrorResponses.of((RequestError) reason);
        return problem.problem().status();
    }

    /** Returns the status of each reason; fails if a reason has two rows. */
    private static Map<String, String> rows() throws IOException {
        return ROW.matcher(Files.readString(REFUSALS))
                .results()
                .collect(Collectors.toMap(
                        row -> row.group(1), row -> row.group(2), (a, b) -> a + " and " + b, TreeMap::new));
    }
}
