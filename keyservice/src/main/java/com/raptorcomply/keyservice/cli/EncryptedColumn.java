package com.raptorcomply.keyservice.cli;

import com.raptorcomply.keyservice.signin.totp.SecretCipher;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/** The column {@code secret} of a table, whose values a cipher has encrypted. */
final class EncryptedColumn {
    private static final int BATCH = 500;
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final SecretCipher cipher;
    private final Function<UUID, String> purpose;
    private final String select;
    private final String update;

    /** The number of values that were encrypted again, and of those that no key decrypts. */
    record Result(int reencrypted, int unreadable) {
        private Result plus(Result other) {
            return new Result(reencrypted + other.reencrypted, unreadable + other.unreadable);
        }
    }

    /**
     * @param id the column with the table's key
     * @param purpose returns the purpose of the value with an id
     */
    EncryptedColumn(String table, String id, SecretCipher cipher, Function<UUID, String> purpose) {
        this.cipher = cipher;
        this.purpose = purpose;
        select =
                "SELECT " + id + ", secret FROM " + table + " WHERE " + id + " > $1 ORDER BY " + id + " LIMIT " + BATCH;
        update = "UPDATE " + table + " SET secret = $3 WHERE " + id + " = $1 AND secret = $2";
    }

    /**
     * Encrypts each value again, batch by batch. It leaves a value alone that changes meanwhile, because whoever changes it
     * encrypts it with the current key.
     *
     * @param unreadable is called with the id of each value that no key decrypts
     */
    Future<Result> reencrypt(Pool pool, Consumer<UUID> unreadable) {
        return after(BEFORE_ALL, pool, unreadable);
    }

    private Future<Result> after(UUID last, Pool pool, Consumer<UUID> unreadable) {
        return pool.preparedQuery(select).execute(Tuple.of(last)).compose(rows -> {
            if (rows.size() == 0) {
                return Future.succeededFuture(new Result(0, 0));
            }
            List<Tuple> changes = new ArrayList<>();
            UUID id = last;
            for (Row row : rows) {
                id = row.getUUID(0);
                change(id, row.getBuffer(1)).ifPresentOrElse(changes::add, () -> unreadable.accept(row.getUUID(0)));
            }
            UUID end = id;
            Result batch = new Result(changes.size(), rows.size() - changes.size());
            return store(pool, changes)
                    .compose(done -> after(end, pool, unreadable))
                    .map(batch::plus);
        });
    }

    private Optional<Tuple> change(UUID id, Buffer stored) {
        return cipher.open(stored.getBytes(), purpose.apply(id))
                .map(plain -> Tuple.of(id, stored, Buffer.buffer(cipher.seal(plain, purpose.apply(id)))));
    }

    private Future<?> store(Pool pool, List<Tuple> changes) {
        return changes.isEmpty()
                ? Future.succeededFuture()
                : pool.preparedQuery(update).executeBatch(changes);
    }
}
