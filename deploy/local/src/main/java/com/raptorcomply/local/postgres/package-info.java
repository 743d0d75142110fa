/** An embedded PostgreSQL server: its programs, its folder, its start and stop, and its databases and roles. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.local.postgres;
