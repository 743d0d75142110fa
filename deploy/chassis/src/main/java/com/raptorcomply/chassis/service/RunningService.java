package com.raptorcomply.chassis.service;

import io.vertx.core.Future;

/** A service that listens; {@link #close} finishes what is in flight and completes when nothing is left. */
public interface RunningService {
    int port();

    int managementPort();

    Future<Void> close();
}
