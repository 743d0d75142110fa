package com.raptorcomply.resources.crud;

import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/** A part of a {@link Transition}, in the transaction of the request. */
public interface ActionStep {
    /** Runs on a locked record. A failed future refuses the action. */
    Future<?> run(UnitOfWork work, UUID id);

    /** Returns its statements, for preparing them at start. */
    List<String> statements();
}
