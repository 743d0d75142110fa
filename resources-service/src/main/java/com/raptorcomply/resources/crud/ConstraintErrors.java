package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.chassis.problem.Violation;
import com.raptorcomply.resources.tenancy.Tenant;
import io.vertx.pgclient.PgException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Translates refusals of PostgreSQL into the client's errors. Filled at start; any thread. */
final class ConstraintErrors {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String CHECK_VIOLATION = "23514";
    private static final String FOREIGN_KEY_VIOLATION = "23503";
    /** PostgreSQL also uses this code for missing grants; only row-level security checks the new row in the executor. */
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private static final String ROW_SECURITY_CHECK = "ExecWithCheckOptions";

    private static final int INVALID = 422;

    private final Map<String, String> uniqueFields = new ConcurrentHashMap<>();
    private final Map<String, Check> checks = new ConcurrentHashMap<>();

    /** The error of what a check constraint or a trigger refuses. */
    record Check(ErrorCode code, String field, String message) {}

    /** Adds the constraints of a resource. */
    void add(ResourceDefinition definition) {
        uniqueFields.putAll(definition.unique());
        checks.putAll(definition.checks());
    }

    /** Returns the client's error of a violation, with its field; returns other failures unchanged. */
    Throwable explain(Tenant tenant, Throwable failure) {
        if (!(failure instanceof PgException refused)) {
            return failure;
        }
        return switch (refused.getSqlState()) {
            case UNIQUE_VIOLATION -> taken(refused);
            case CHECK_VIOLATION -> checked(refused);
            case FOREIGN_KEY_VIOLATION ->
                Problem.of(ErrorCode.REFERENCE_NOT_FOUND, "A record that this one refers to does not exist")
                        .exception();
            case INSUFFICIENT_PRIVILEGE ->
                ROW_SECURITY_CHECK.equals(refused.getRoutine())
                                && !tenant.stamp().restrictions().isEmpty()
                        ? Problem.forbidden(ErrorCode.RESTRICTED).exception()
                        : failure;
            default -> failure;
        };
    }

    private Throwable checked(PgException refused) {
        Check check = refused.getConstraint() == null ? null : checks.get(refused.getConstraint());
        if (check == null) {
            return refused;
        }
        return check.code().status() == INVALID
                ? Problem.invalid(List.of(new Violation(check.field(), check.message(), check.code())))
                        .exception()
                : Problem.of(check.code(), check.message())
                        .withField(check.field())
                        .exception();
    }

    private Throwable taken(PgException refused) {
        String field = refused.getConstraint() == null ? null : uniqueFields.get(refused.getConstraint());
        return field == null
                ? refused
                : Problem.of(
                                ErrorCode.ALREADY_EXISTS,
                                "Field '" + field + "' has a value that another record already has")
                        .withField(field)
                        .exception();
    }
}
