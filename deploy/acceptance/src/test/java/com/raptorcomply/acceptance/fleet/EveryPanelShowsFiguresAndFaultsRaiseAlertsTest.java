package com.raptorcomply.acceptance.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.architecture.Expressions;
import com.raptorcomply.acceptance.architecture.Expressions.Expression;
import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.tls.TlsConfig;
import com.raptorcomply.local.DevelopmentAuthority;
import com.raptorcomply.local.postgres.ServiceDatabase;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** With a real Prometheus and Alertmanager. {@code deploy/prometheus/try} runs it. */
@EnabledIfSystemProperty(named = "prometheus.programs", matches = ".+")
class EveryPanelShowsFiguresAndFaultsRaiseAlertsTest {
    /** Long enough that a receipt which waits for a paused gateway becomes an alert. */
    private static final long TERM_MILLIS = 40_000;

    private static final Duration ALERT_WITHIN = Duration.ofSeconds(90);
    private static final int TRAFFIC_MILLIS = 30_000;
    private static final int PER_SECOND = 40;
    private static final int BAD_PER_SECOND = 400;
    private static final List<Load.Ask> ASKS = List.of(
            new Load.Ask(HttpMethod.GET, "/facilities", "", 200), new Load.Ask(HttpMethod.GET, "/validate", "", 200));
    private static final List<Load.Ask> SIGN_INS = List.of(new Load.Ask(
            HttpMethod.POST, "/sessions", "{\"email\":\"nobody@fleet.example\",\"password\":\"wrong\"}", 401));

    private final Journal journal = new Journal("monitoring.txt");
    private final List<String> wrong = new ArrayList<>();

    @Test
    void onAFleet(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
        Shape shape = Shape.small(2, 2, true, TERM_MILLIS).with(certificateOfADay(folder));
        try (Fleet fleet = Fleet.prepare(folder, shape)) {
            journal.progress("starting two gateways, two key services, a data service and PostgreSQL");
            Stock stock;
            try (Filling filling = Filling.begin(fleet)) {
                stock = filling.keysToRevoke(2);
            }
            breakChain(fleet.keyServiceDatabase());
            fleet.start();
            Admin admin = Admin.signIn(
                    fleet.replicas().get(0).port(), "admin@fleet.example", "the password of a fleet's admin");
            try (Monitoring monitoring =
                    new Monitoring(Path.of(System.getProperty("prometheus.programs")), folder, fleet)) {
                List<String> keys =
                        stock.steady().stream().map(stock.keys()::get).toList();
                try (Load load = new Load(fleet.vertx(), fleet.gateways().get(0), ASKS, answered -> {})) {
                    load.steady(keys, PER_SECOND);
                    revoke(fleet, admin, stock, 0, 2);
                    journal.progress("traffic for half a minute");
                    Waits.pause(TRAFFIC_MILLIS);
                    evaluate(monitoring);
                    plant(fleet, monitoring, admin, stock);
                }
            }
        }
        journal.say(wrong.isEmpty() ? "PASSED" : "FAILED: " + String.join("; ", wrong));
        assertThat(wrong).isEmpty();
    }

    private void evaluate(Monitoring monitoring) {
        List<Expression> all = new ArrayList<>(Expressions.ofDashboards());
        all.addAll(Expressions.ofRules());
        all.forEach(expression -> fault(monitoring, expression).ifPresent(wrong::add));
        journal.progress(all.size() + " queries of rules and panels evaluated, " + wrong.size() + " empty or in error");
        Expression renamed = new Expression("a renamed metric", "", "sum(rate(gateway_renamed_total[5m]))");
        if (fault(monitoring, renamed).isEmpty()) {
            wrong.add("a renamed metric is not noticed");
        }
    }

    /** Returns the fault of a query, if any: an error, or no series. An alert that has none does not fire. */
    private static Optional<String> fault(Monitoring monitoring, Expression expression) {
        JsonObject result = monitoring.query(expression.text());
        if (!result.getString("status").equals("success")) {
            return Optional.of(expression.where() + " is in error: " + result.getString("error"));
        }
        boolean isAlert =
                expression.where().startsWith("rule ") && expression.record().isEmpty();
        boolean isEmpty = result.getJsonObject("data").getJsonArray("result").isEmpty();
        return isEmpty && !isAlert
                ? Optional.of(expression.where() + " is empty: " + expression.text())
                : Optional.empty();
    }

    private void plant(Fleet fleet, Monitoring monitoring, Admin admin, Stock stock) throws SQLException {
        expect(
                monitoring,
                "from the start: a broken chain, a certificate of a day",
                "ActivityChainBroken",
                "CertificateEnds");

        Member paused = fleet.gateways().get(1);
        paused.pause();
        revoke(fleet, admin, stock, 1, 0);
        expect(monitoring, "a gateway stopped during a revocation", "RevocationPendingTooLong", "ReplicaMissing");
        paused.resume();

        Flood flood = new Flood(fleet.gateways().get(0).port(), BAD_PER_SECOND, Flood.Bad.INVENTED);
        try {
            expect(monitoring, "a flood of bad keys", "BadKeyFlood");
        } finally {
            flood.close();
        }

        try (Connection owner = owner(fleet.keyServiceDatabase());
                Statement statement = owner.createStatement();
                Load signIns = new Load(fleet.vertx(), fleet.replicas().get(0), SIGN_INS, answered -> {})) {
            owner.setAutoCommit(false);
            statement.execute("LOCK TABLE sign_in_attempt IN ACCESS EXCLUSIVE MODE");
            Runnable stop = signIns.steady(List.of("none"), PER_SECOND);
            expect(monitoring, "a full pool", "PoolExhausted");
            owner.rollback();
            expect(monitoring, "guessed passwords", "SignInGuessing");
            stop.run();
        }

        fleet.resources().kill();
        expect(monitoring, "the data service gone", "CircuitOpen", "GatewayErrorShare");
        fleet.replicas().forEach(Member::kill);
        expect(monitoring, "the key service gone", "KeyServiceDown", "GatewayLeaseLost", "VerificationFailing");
        try {
            Await.until("the Alertmanager has it", ALERT_WITHIN, () -> monitoring.hasReached("KeyServiceDown"));
        } catch (AssertionError | RuntimeException late) {
            wrong.add("KeyServiceDown has not reached the Alertmanager");
        }
    }

    private void expect(Monitoring monitoring, String fault, String... alerts) {
        List<String> expected = List.of(alerts);
        try {
            Await.until(fault + " raises " + expected, ALERT_WITHIN, () -> monitoring
                    .firing()
                    .containsAll(expected));
            journal.progress(fault + ": " + String.join(", ", expected));
        } catch (AssertionError | RuntimeException late) {
            wrong.add(fault + " raised " + monitoring.firing() + ", not " + expected);
            journal.progress(fault + ": not " + String.join(", ", expected));
        }
    }

    private static void revoke(Fleet fleet, Admin admin, Stock stock, int change, int waitSeconds) {
        admin.call(
                fleet.replicas().get(0).port(),
                "DELETE",
                stock.changes().get(change).path(),
                "",
                waitSeconds);
    }

    private static Map<String, Object> certificateOfADay(Path folder) throws Exception {
        DevelopmentAuthority authority = DevelopmentAuthority.in(folder.resolve("certificates"));
        TlsConfig files = authority.issue("gateway", List.of("127.0.0.1"), Duration.ofHours(24));
        return Map.of(
                "serviceTls.certificateFile", files.certificateFile().toString(),
                "serviceTls.keyFile", files.keyFile().toString());
    }

    private static void breakChain(ServiceDatabase database) throws SQLException {
        try (Connection owner = owner(database);
                Statement statement = owner.createStatement()) {
            statement.execute("ALTER TABLE activity DISABLE TRIGGER activity_append_only");
            statement.execute("UPDATE activity SET actor_name = 'somebody else' WHERE sequence = 2");
            statement.execute("ALTER TABLE activity ENABLE TRIGGER activity_append_only");
        }
    }

    private static Connection owner(ServiceDatabase database) throws SQLException {
        return database.server()
                .as(database.name(), database.owner(), database.ownerPassword())
                .connect();
    }
}
