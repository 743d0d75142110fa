package com.raptorcomply.resources.crud;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A field of bodies that is no column: the ids of the records that another table links to the record. */
public interface LinkedField {
    /** Returns the value that a stored record has, from the record as responses show it. */
    JsonArray stored(JsonObject record);

    /** Returns true if a change of these fields needs {@link #store}: of the field itself, or of those it depends on. */
    boolean appliesTo(Set<String> changedFields);

    /**
     * Checks the ids and stores the links, after the record itself was stored. Fails with a 422 that names the faulty ids.
     *
     * @param before the record as it was, empty if it is new
     * @param after its writable members
     */
    Future<?> store(UnitOfWork work, UUID id, JsonObject before, JsonObject after);

    /** Returns its statements, for preparing them at start. */
    List<String> statements();
}
