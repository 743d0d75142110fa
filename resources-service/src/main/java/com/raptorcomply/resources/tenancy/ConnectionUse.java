package com.raptorcomply.resources.tenancy;

/** The purpose for which a request takes a database connection. */
enum ConnectionUse {
    /** A record, a small page or a change. */
    RECORD,
    /** A portion of a whole list or of an import, or a large page. It takes the database many times as long. */
    LIST
}
