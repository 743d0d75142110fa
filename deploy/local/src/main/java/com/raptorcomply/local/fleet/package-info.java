/** A fleet on one machine: several of each service as processes of their own, a balancer, and PostgreSQL with a standby. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.local.fleet;
