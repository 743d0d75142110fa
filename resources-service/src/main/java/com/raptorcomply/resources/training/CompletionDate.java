package com.raptorcomply.resources.training;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Violation;
import com.raptorcomply.resources.crud.UnitOfWork;
import com.raptorcomply.resources.crud.WriteCondition;
import com.raptorcomply.resources.crud.WriteSupport;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/** A completion has a day, today at the latest in the time zone of the organization. Other training has none. */
final class CompletionDate implements WriteCondition {
    static final String FIELD = "completedDate";

    private static final String TODAY = "SELECT organization_today()";

    @Override
    public Future<?> check(UnitOfWork work, JsonObject before, JsonObject after) {
        String date = after.getString(FIELD);
        if (date == null) {
            return Future.succeededFuture();
        }
        refuseUnless("complete".equals(after.getString("status")), "is for complete training only: send null");
        return Objects.equals(date, before.getString(FIELD))
                ? Future.succeededFuture()
                : today(work).map(today -> {
                    refuseUnless(!LocalDate.parse(date).isAfter(today), "must not be after today, " + today);
                    return today;
                });
    }

    @Override
    public List<String> statements() {
        return List.of(TODAY);
    }

    /** Returns the day that it is for the organization. */
    static Future<LocalDate> today(UnitOfWork work) {
        return work.execute(TODAY, Tuple.tuple())
                .map(rows -> rows.iterator().next().getLocalDate(0));
    }

    private static void refuseUnless(boolean right, String requirement) {
        if (!right) {
            WriteSupport.refuse(List.of(Violation.of(FIELD, ErrorCode.INVALID_VALUE, requirement)));
        }
    }
}
