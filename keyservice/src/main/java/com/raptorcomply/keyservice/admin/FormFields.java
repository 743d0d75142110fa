package com.raptorcomply.keyservice.admin;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.chassis.problem.ProblemException;
import io.vertx.core.Future;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The fields of a posted form, in the form's order.
 *
 * @param values by name; a name that came twice has two values
 */
public record FormFields(Map<String, List<String>> values) {
    /** The name of the field that holds the session's CSRF token. */
    static final String CSRF = "csrf";

    /** The statuses of problems that the user of a form can mend, or that a later try may not have. */
    private static final Set<Integer> MENDABLE = Set.of(400, 401, 409, 412, 422, 429, 503);

    public FormFields {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Returns the form of a request that has none. */
    static FormFields none() {
        return new FormFields(Map.of());
    }

    /** Returns the first value of the field; empty if the form lacks it or the user left it empty. */
    public Optional<String> text(String name) {
        return texts(name).stream().findFirst().filter(value -> !value.isEmpty());
    }

    /** Returns all values of the field. */
    public List<String> texts(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** Begins the JSON that the API would get for this form. */
    public FormJson json() {
        return new FormJson(this);
    }

    /**
     * Returns the recovery that shows the form again, with what was typed and with the API's sentences, if the user can
     * mend the failure. Any other failure stays one.
     *
     * @param again returns the view with this state of the form
     */
    public Function<Throwable, Future<PageResponse>> again(Function<FormState, Future<? extends View>> again) {
        return failure -> {
            if (failure instanceof ProblemException known
                    && MENDABLE.contains(known.problem().status())
                    && known.problem().code() != ErrorCode.SESSION_ENDED) {
                Problem problem = known.problem();
                return again.apply(FormState.refused(this, problem))
                        .map(view -> PageResponse.of(problem.status(), view).with(problem.headers()));
            }
            return Future.failedFuture(failure);
        };
    }
}
