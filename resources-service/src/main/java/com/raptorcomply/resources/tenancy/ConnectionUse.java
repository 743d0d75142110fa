package com.raptorcomply.resources.tenancy;

/** The purpose for which a request takes a database connection. */
enum ConnectionUse {
    /** A record or a small page. */
    RECORD,
    /** A change of records. The changes of an organization wait for each other, perhaps for an import. */
    CHANGE,
    /** A portion of a whole list or of an import, or a large page. It takes the database many times as long. */
    LIST
}
