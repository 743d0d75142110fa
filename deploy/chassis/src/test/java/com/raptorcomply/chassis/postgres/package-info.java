/** Real PostgreSQL servers and databases for tests, of this module and of the services. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.chassis.postgres;
