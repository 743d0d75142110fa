package com.raptorcomply.chassis.service;

import ch.qos.logback.classic.LoggerContext;
import com.raptorcomply.chassis.log.LogKeys;
import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.chassis.settings.SettingsException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one service as a process: {@code --config FILE}, {@code --help}, stops cleanly on SIGTERM and SIGINT. Exit
 * status 2 for a wrong command line or setting, 1 for a failed start.
 */
public final class ServiceMain {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceMain.class);
    private static final int STOP_SECONDS_MAX = 60;

    private final ServiceName name;
    private final BiFunction<Vertx, Settings, Future<? extends RunningService>> starter;
    private final AtomicReference<@Nullable Future<? extends RunningService>> running = new AtomicReference<>();

    private ServiceMain(ServiceName name, BiFunction<Vertx, Settings, Future<? extends RunningService>> starter) {
        this.name = name;
        this.starter = starter;
    }

    /** The body of a service's {@code main}; returns when the service has begun to start. */
    public static void run(
            ServiceName name,
            String[] arguments,
            BiFunction<Vertx, Settings, Future<? extends RunningService>> starter) {
        new ServiceMain(name, starter).run(List.of(arguments));
    }

    private void run(List<String> arguments) {
        if (arguments.contains("--help")) {
            System.out.println(usage());
            return;
        }
        @Nullable Path config = null;
        if (arguments.size() == 2 && arguments.get(0).equals("--config")) {
            config = Path.of(arguments.get(1));
        } else if (!arguments.isEmpty()) {
            System.err.println(usage());
            System.exit(2);
        }
        start(config);
    }

    private void start(@Nullable Path config) {
        Vertx vertx =
                Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setDisableTCCL(true));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(vertx), "shutdown"));
        try {
            Settings settings = Settings.load(name.settingsPrefix(), config, System.getenv(), Map.of());
            Future<? extends RunningService> started = starter.apply(vertx, settings);
            running.set(started);
            started.onFailure(this::failed);
        } catch (SettingsException e) {
            failed(e);
        }
    }

    private void failed(Throwable cause) {
        boolean settings = cause instanceof SettingsException;
        if (settings) {
            System.err.println(name.label() + ": " + cause.getMessage());
        } else {
            LOG.atError()
                    .setCause(cause)
                    .addKeyValue(LogKeys.SERVICE, name.label())
                    .log("Service could not start");
        }
        // Not on the event loop that the shutdown hook waits for.
        new Thread(() -> System.exit(settings ? 2 : 1), "exit").start();
    }

    private void stop(Vertx vertx) {
        LOG.atInfo().addKeyValue(LogKeys.SERVICE, name.label()).log("Service stopping");
        @Nullable Future<? extends RunningService> started = running.get();
        if (started != null && started.succeeded()) {
            await(started.result().close());
        }
        await(vertx.close());
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logs) {
            logs.stop();
        }
    }

    /**
     * Waits on this thread. Closing the event loops must not be chained to anything that runs on one of them: nobody would
     * be left to say that it is done.
     */
    private void await(Future<Void> closing) {
        CountDownLatch closed = new CountDownLatch(1);
        closing.onComplete(done -> closed.countDown());
        try {
            if (!closed.await(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
                LOG.atWarn().addKeyValue(LogKeys.SERVICE, name.label()).log("Service did not stop in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String usage() {
        return """
                Usage: %1$s [--config FILE]
                Settings come from environment variables (%2$s_...), then from the YAML file, then defaults.
                """.formatted(name.label(), name.settingsPrefix());
    }
}
