/**
 * The revocation protocol under random schedules: the very classes of the running services, driven by one seeded event
 * queue instead of threads, sockets and a database. Class names beginning with Sim are the world around them.
 */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.acceptance.simulation;
