package com.raptorcomply.chassis.service;

import io.vertx.core.Future;

/** A running service. {@link #close} finishes running requests and completes when everything is closed. */
public interface RunningService {
    int port();

    int managementPort();

    Future<Void> close();
}
