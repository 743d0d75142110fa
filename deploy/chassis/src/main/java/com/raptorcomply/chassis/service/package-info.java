/** Starts and stops a service, serves its health and metrics on the management port, and runs its periodic tasks. */
@NullMarked
package com.raptorcomply.chassis.service;

import org.jspecify.annotations.NullMarked;
