/** Measures each service alone, in a process of its own with a real PostgreSQL: {@code deploy/bench/services}. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.bench.services;
