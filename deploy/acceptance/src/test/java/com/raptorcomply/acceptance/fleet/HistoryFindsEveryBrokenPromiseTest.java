package com.raptorcomply.acceptance.fleet;

import static com.raptorcomply.acceptance.fleet.Outcome.NEW_RIGHTS;
import static com.raptorcomply.acceptance.fleet.Outcome.OLD_RIGHTS;
import static com.raptorcomply.acceptance.fleet.Outcome.UNDECIDED;
import static com.raptorcomply.acceptance.fleet.Outcome.WRONG;
import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.fleet.Change.Kind;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Key 0 undergoes change 0, requested at 100 and effective at 200; key 1 is unaffected. */
class HistoryFindsEveryBrokenPromiseTest {
    private final History history = new History(Map.of(0, 0));

    @Test
    void oldRightsAfterTheReceipt() {
        changed();
        answer(0, 201, 300, OLD_RIGHTS);
        assertThat(history.violations()).singleElement().asString().startsWith("Old rights");
    }

    @Test
    void oldRightsAfterTheFirstOfTwoReceipts() {
        changed();
        history.effective(0, 900);
        answer(0, 500, 600, OLD_RIGHTS);
        assertThat(history.violations()).hasSize(1);
    }

    @Test
    void refusedBeforeTheChange() {
        changed();
        answer(0, 50, 99, NEW_RIGHTS);
        assertThat(history.violations()).singleElement().asString().startsWith("Too early");
    }

    @Test
    void refusedWithoutAChange() {
        answer(1, 50, 99, NEW_RIGHTS);
        answer(0, 50, 99, NEW_RIGHTS);
        assertThat(history.violations()).hasSize(2);
    }

    @Test
    void rightsThatTheKeyNeverHad() {
        answer(1, 50, 99, WRONG);
        assertThat(history.violations()).hasSize(1);
    }

    @Test
    void nothingElse() {
        changed();
        answer(0, 10, 20, OLD_RIGHTS);
        answer(0, 90, 101, NEW_RIGHTS);
        answer(0, 199, 900, OLD_RIGHTS);
        answer(0, 300, 400, NEW_RIGHTS);
        answer(0, 300, 400, UNDECIDED);
        answer(1, 300, 400, OLD_RIGHTS);
        assertThat(history.violations()).isEmpty();
    }

    @Test
    void whatAnAnswerSaysAboutRights() {
        String validate = Outcome.VALIDATE;
        assertThat(Outcome.of(Kind.KEY, validate, 200, "{}")).isEqualTo(OLD_RIGHTS);
        assertThat(Outcome.of(Kind.KEY, validate, 401, "")).isEqualTo(NEW_RIGHTS);
        assertThat(Outcome.of(Kind.KEY, validate, 503, "")).isEqualTo(UNDECIDED);
        assertThat(Outcome.of(null, validate, 401, "")).isEqualTo(WRONG);
        assertThat(Outcome.of(null, Outcome.READ, 403, "")).isEqualTo(WRONG);
        assertThat(Outcome.of(Kind.PERMISSIONS, validate, 401, "")).isEqualTo(WRONG);
        assertThat(Outcome.of(Kind.PERMISSIONS, validate, 200, "[\"facilities:read\"]"))
                .isEqualTo(OLD_RIGHTS);
        assertThat(Outcome.of(Kind.PERMISSIONS, validate, 200, "[\"cyber-assets:read\"]"))
                .isEqualTo(NEW_RIGHTS);
        assertThat(Outcome.of(Kind.PERMISSIONS, Outcome.READ, 200, "[]")).isEqualTo(OLD_RIGHTS);
        assertThat(Outcome.of(Kind.PERMISSIONS, Outcome.READ, 403, "")).isEqualTo(NEW_RIGHTS);
        assertThat(Outcome.of(Kind.USER, validate, 500, "")).isEqualTo(WRONG);
    }

    private void changed() {
        history.asked(0, 100);
        history.effective(0, 200);
    }

    private void answer(int key, long startedNanos, long endedNanos, Outcome outcome) {
        history.answered(new History.Answer(key, "gateway", startedNanos, endedNanos, outcome, ""));
    }
}
