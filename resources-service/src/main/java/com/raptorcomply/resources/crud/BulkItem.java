package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.chassis.problem.ProblemException;
import com.raptorcomply.chassis.problem.Violation;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One item of a request for many records, with its faults or its record. Confined to the event loop of its request. */
final class BulkItem {
    /** The most faults that a response lists. */
    static final int FAULTS_MAX = 100;

    private final String place;
    private final Action action;
    private final @Nullable UUID id;
    private final @Nullable String ifMatch;
    private final JsonObject body;
    private final List<Violation> faults = new ArrayList<>();
    private @Nullable Put put;
    private Effect effect = Effect.NONE;

    /** The change that an item asks for. */
    enum Action {
        CREATE,
        UPDATE,
        UPSERT;

        static @Nullable Action of(@Nullable Object word) {
            return Stream.of(values())
                    .filter(action -> action.name().toLowerCase(Locale.ROOT).equals(word))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** The outcome of an item. */
    enum Effect {
        NONE,
        CREATED,
        UPDATED,
        UNCHANGED
    }

    /**
     * An item of a request.
     *
     * @param place in the body, such as {@code items[3]}
     * @param id of the record to update; null for other actions
     * @param ifMatch the ETag that the record must have; null without a condition
     */
    BulkItem(String place, Action action, @Nullable UUID id, @Nullable String ifMatch, JsonObject body) {
        this.place = place;
        this.action = action;
        this.id = id;
        this.ifMatch = ifMatch;
        this.body = body;
    }

    static BulkItem creation(String place, JsonObject body) {
        return new BulkItem(place, Action.CREATE, null, null, body);
    }

    /** Returns the item with its faults so far and without its record, for another run. */
    BulkItem again() {
        BulkItem again = new BulkItem(place, action, id, ifMatch, body);
        again.faults.addAll(faults);
        return again;
    }

    Action action() {
        return action;
    }

    /** Returns the id of the record to update. */
    UUID id() {
        return Objects.requireNonNull(id);
    }

    @Nullable
    String ifMatch() {
        return ifMatch;
    }

    JsonObject body() {
        return body;
    }

    boolean isGood() {
        return faults.isEmpty();
    }

    Effect effect() {
        return isGood() ? effect : Effect.NONE;
    }

    /** Returns the record; null before {@link #done} */
    @Nullable
    Put put() {
        return put;
    }

    /**
     * Keeps the record.
     *
     * @param before the record as it was; null if it is new
     */
    void done(Put stored, @Nullable Buffer before) {
        put = stored;
        effect = before == null ? Effect.CREATED : before.equals(stored.body()) ? Effect.UNCHANGED : Effect.UPDATED;
    }

    void refuse(List<Violation> more) {
        faults.addAll(more);
    }

    /**
     * Keeps the client's error; throws a failure that is none.
     *
     * @param record the member that an error without a field is about
     */
    void refuse(Throwable failure, String record) {
        Problem problem = failure instanceof ProblemException refused ? refused.problem() : Problem.internal();
        if (problem.status() >= 500) {
            throw failure instanceof RuntimeException unexpected ? unexpected : new IllegalStateException(failure);
        }
        String field = Objects.requireNonNullElse(problem.field(), record);
        faults.addAll(
                problem.violations().isEmpty()
                        ? List.of(new Violation(field, problem.message(), problem.code()))
                        : problem.violations());
    }

    /** Returns its part of the response. */
    JsonObject outcome(String record) {
        Put stored = put;
        if (isGood() && stored != null) {
            return new JsonObject()
                    .put("status", stored.isNew() ? 201 : 200)
                    .put(record, stored.body().toJsonObject());
        }
        JsonArray errors = new JsonArray();
        faults.stream().limit(FAULTS_MAX).forEach(fault -> errors.add(json(fault)));
        return new JsonObject().put("status", faults.get(0).code().status()).put("errors", errors);
    }

    /** Returns its faults with their places in the body of the request. */
    Stream<Violation> placed(boolean hasActions) {
        String prefix = place + (hasActions ? ".record." : ".");
        return faults.stream().map(fault -> {
            String field = prefix + fault.field();
            return new Violation(
                    field, fault.message().replace("'" + fault.field() + "'", "'" + field + "'"), fault.code());
        });
    }

    /** Returns the fault of an item about a record that an earlier item is about. */
    static ProblemException repeated(String field) {
        return Problem.invalid(
                        List.of(Violation.of(field, ErrorCode.INVALID_VALUE, "names the record of an earlier item")))
                .exception();
    }

    private static JsonObject json(Violation fault) {
        return new JsonObject()
                .put("field", fault.field())
                .put("message", fault.message())
                .put("code", fault.code().label());
    }
}
