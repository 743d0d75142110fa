package com.raptorcomply.gateway.config;

import com.raptorcomply.chassis.log.LogKeys;
import com.raptorcomply.chassis.settings.SettingsException;
import com.raptorcomply.gateway.observe.GatewayMetrics;
import com.raptorcomply.gateway.route.RouteTable;
import com.raptorcomply.gateway.route.RouteTableRef;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the routes file again after its content has changed. It compares contents rather than time stamps, because
 * mounted configuration is swapped under a symbolic link. An invalid file changes nothing. Confined to its event loop.
 */
public final class RouteFileWatcher extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(RouteFileWatcher.class);
    private static final long BYTES_MAX = 1 << 20;
    private static final byte[] UNREADABLE = {};

    private final Path file;
    private final Duration poll;
    private final Supplier<RouteTable> reader;
    private final RouteTableRef live;
    private final GatewayMetrics meters;
    private byte @Nullable [] seen;
    private volatile boolean valid = true;

    /** @param reader reads the file; throws {@link SettingsException} if it is invalid */
    public RouteFileWatcher(
            Path file, Duration poll, Supplier<RouteTable> reader, RouteTableRef live, GatewayMetrics meters) {
        this.file = file;
        this.poll = poll;
        this.reader = reader;
        this.live = live;
        this.meters = meters;
    }

    /** False while the file is wrong and older routes hold. */
    public boolean isValid() {
        return valid;
    }

    @Override
    public Future<?> start() {
        vertx.setTimer(poll.toMillis(), id -> look());
        return Future.succeededFuture();
    }

    private void look() {
        vertx.executeBlocking(this::changed).onComplete(looked -> {
            if (looked.succeeded() && looked.result()) {
                load();
            }
            vertx.setTimer(poll.toMillis(), id -> look());
        });
    }

    /**
     * Returns true if the content has changed. The first check returns true, because the file may have changed since
     * the start.
     */
    private boolean changed() {
        byte[] content = content();
        boolean same = Arrays.equals(seen, content);
        seen = content;
        return !same;
    }

    private byte[] content() {
        try {
            return Files.size(file) > BYTES_MAX ? UNREADABLE : Files.readAllBytes(file);
        } catch (IOException gone) {
            return UNREADABLE;
        }
    }

    private void load() {
        vertx.executeBlocking(() -> reader.get()).onComplete(read -> {
            valid = read.succeeded();
            if (read.succeeded()) {
                replace(read.result());
            } else {
                LOG.atError()
                        .addKeyValue(LogKeys.FILE, file)
                        .addKeyValue(LogKeys.REASON, read.cause().getMessage())
                        .log("Routes file is wrong; the routes stay as they were");
            }
        });
    }

    private void replace(RouteTable routes) {
        if (routes.all().equals(live.current().all())) {
            return;
        }
        meters.routes(routes.all());
        live.replace(routes);
        LOG.atInfo()
                .addKeyValue(LogKeys.FILE, file)
                .addKeyValue(LogKeys.COUNT, routes.all().size())
                .log("Routes replaced");
    }
}
