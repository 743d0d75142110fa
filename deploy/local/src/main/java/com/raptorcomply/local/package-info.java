/** The local run: the three services, a PostgreSQL server and demo data in one process, started by one command. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.local;
