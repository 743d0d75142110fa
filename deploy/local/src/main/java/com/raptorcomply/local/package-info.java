/** The local run: one command starts the three services, a PostgreSQL server and demo data in one process. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.local;
