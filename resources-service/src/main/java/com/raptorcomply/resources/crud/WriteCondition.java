package com.raptorcomply.resources.crud;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** A condition on a record that neither its schema nor a plain reference expresses. */
public interface WriteCondition {
    /**
     * Checks a record before it is stored. It sends its statements without waiting, and fails with the client's error.
     *
     * @param before the writable members as they are; empty if the record is new
     * @param after the writable members as they will be
     */
    Future<?> check(UnitOfWork work, JsonObject before, JsonObject after);

    /** Returns its statements, for preparing them at start. */
    List<String> statements();
}
