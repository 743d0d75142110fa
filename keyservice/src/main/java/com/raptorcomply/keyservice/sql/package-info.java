/** Helpers that map SQL results. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.sql;
