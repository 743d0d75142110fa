package com.raptorcomply.chassis.postgres;

import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;

/** The database has tables of another version than this program knows. The message is one sentence for the operator. */
public final class OtherTablesException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param found null: the database has no tables */
    OtherTablesException(MigrationVersion known, @Nullable MigrationVersion found) {
        super("This program reads tables of version " + known
                + (found == null
                        ? ", but the database has none: start the service first"
                        : ", but those of the database have version " + found
                                + ": use the program of the version that migrated them"));
    }
}
