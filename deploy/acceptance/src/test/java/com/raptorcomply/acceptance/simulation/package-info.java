/**
 * Simulates the revocation protocol under random schedules. It runs the classes of the running services, driven by one
 * seeded event queue instead of threads, sockets and a database. Classes beginning with Sim simulate their environment.
 *
 * <p>A seed alone determines its schedule: the remainder of the seed chooses the {@code Weather}, and {@code Events} draws
 * everything else. A change of any class that takes part moves all schedules. deploy/docs/REVOCATION.md (Code) says how to
 * search anew for the seeds that show each broken clause.
 */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.acceptance.simulation;
