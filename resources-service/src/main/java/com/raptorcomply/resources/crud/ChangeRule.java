package com.raptorcomply.resources.crud;

import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A further effect of a change of a record, in the same transaction and after the record was stored. */
public interface ChangeRule {
    /** Returns true if the rule applies to a change of these fields. It always applies to a deletion. */
    boolean appliesTo(Set<String> changedFields);

    /** Applies the rule to a record that was changed or deleted. */
    Future<?> apply(UnitOfWork work, UUID id);

    /** Returns its statements, for preparing them at start. */
    List<String> statements();
}
