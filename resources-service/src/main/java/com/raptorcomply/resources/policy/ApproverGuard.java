package com.raptorcomply.resources.policy;

import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.resources.crud.ActionStep;
import com.raptorcomply.resources.crud.UnitOfWork;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;

/**
 * Lets only the CIP Senior Manager approve, and persons with a written delegation that is in force, because CIP-003 R3 and
 * R4 require it. A key acts as its owner, or as the user that the request names; an organization key alone is no person.
 */
final class ApproverGuard implements ActionStep {
    /** True, false, or no row while no senior manager is assigned. $1 the person. */
    private static final String MAY_APPROVE = Postgres.ONCE + "SELECT may_approve($1)";

    @Override
    public Future<?> run(UnitOfWork work, UUID id) {
        return work.execute(MAY_APPROVE, Tuple.of(work.tenant().person())).map(rows -> {
            Boolean mayApprove = rows.iterator().next().getBoolean(0);
            if (mayApprove == null) {
                throw Problem.of(ErrorCode.STATE_CONFLICT, "No CIP Senior Manager is assigned")
                        .exception();
            }
            if (!mayApprove) {
                throw Problem.forbidden(ErrorCode.NOT_ALLOWED).exception();
            }
            return rows;
        });
    }

    @Override
    public List<String> statements() {
        return List.of(MAY_APPROVE);
    }
}
