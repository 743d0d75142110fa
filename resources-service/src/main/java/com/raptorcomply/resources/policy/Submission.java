package com.raptorcomply.resources.policy;

import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.resources.crud.ActionStep;
import com.raptorcomply.resources.crud.UnitOfWork;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;

/** Records who submitted a document, or forgets it when the document becomes a draft again. */
final class Submission {
    private static final String RECORD = Postgres.ONCE + """
            UPDATE policy_document d SET submitted_at = change_time(),
              submitted_by = COALESCE((SELECT p.name FROM person p WHERE p.id = $2), $3) WHERE d.id = $1""";
    private static final String FORGET =
            Postgres.ONCE + "UPDATE policy_document d SET submitted_at = NULL, submitted_by = NULL WHERE d.id = $1";

    static final ActionStep RECORDED = new ActionStep() {
        @Override
        public Future<?> run(UnitOfWork work, UUID id) {
            return work.execute(
                    RECORD,
                    Tuple.of(id, work.tenant().person(), work.tenant().stamp().keyName()));
        }

        @Override
        public List<String> statements() {
            return List.of(RECORD);
        }
    };

    static final ActionStep FORGOTTEN = new ActionStep() {
        @Override
        public Future<?> run(UnitOfWork work, UUID id) {
            return work.execute(FORGET, Tuple.of(id));
        }

        @Override
        public List<String> statements() {
            return List.of(FORGET);
        }
    };

    private Submission() {}
}
