package com.raptorcomply.keyservice.signin.totp;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.chassis.service.Readiness;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two sign-ins may check the same code before either has used it up, so the database decides. */
class StepIsAcceptedOnceTest {
    private static final int AT_ONCE = 8;

    private final TestService service = TestService.shared();
    private final Vertx vertx = Vertx.vertx();
    private final Postgres postgres =
            Postgres.open(vertx, service.database().settings(), new SimpleMeterRegistry(), new Readiness(vertx));
    private final Pool pool = postgres.pool();
    private final UUID person = person();

    @AfterEach
    void close() {
        Await.result(postgres.close());
        Await.result(vertx.close());
    }

    @Test
    void ofManyAtTheSameTimeToo() {
        Await.result(SecondFactorStore.enrol(pool, person, new byte[48]));

        List<Future<Boolean>> all = IntStream.range(0, AT_ONCE)
                .mapToObj(i -> SecondFactorStore.accept(pool, person, 100))
                .toList();
        Await.result(Future.all(all));

        assertThat(all.stream().filter(Future::result)).hasSize(1);
        assertThat(Await.result(SecondFactorStore.accept(pool, person, 99))).isFalse();
        assertThat(Await.result(SecondFactorStore.accept(pool, person, 101))).isTrue();
    }

    @Test
    void recoveryCodeToo() {
        Await.result(SecondFactorStore.enrol(pool, person, new byte[48]));
        RecoveryCode code = RecoveryCode.random();
        Await.result(SecondFactorStore.insert(pool, person, List.of(code)));

        List<Future<Boolean>> all = IntStream.range(0, AT_ONCE)
                .mapToObj(i -> SecondFactorStore.use(pool, person, code))
                .toList();
        Await.result(Future.all(all));

        assertThat(all.stream().filter(Future::result)).hasSize(1);
    }

    private UUID person() {
        UUID organizationId = service.organization();
        String email = UUID.randomUUID() + "@example.test";
        return Await.result(service.bootstrap().createUser(organizationId, email, "Some Body", UserRole.USER));
    }
}
