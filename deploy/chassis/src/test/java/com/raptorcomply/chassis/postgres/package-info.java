/** Runs real PostgreSQL servers and databases for the tests of this module and of the services. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.chassis.postgres;
