/**
 * Simulates the revocation protocol under random schedules. It runs the classes of the running services, driven by one
 * seeded event queue instead of threads, sockets and a database. Classes beginning with Sim simulate their environment.
 */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.acceptance.simulation;
