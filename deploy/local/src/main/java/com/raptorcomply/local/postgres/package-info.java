/** A real PostgreSQL server of our own: its programs, its folder, its start and end, and the databases and roles in it. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.local.postgres;
