/** Starts and stops a service, and serves its health and metrics on the management port. */
@NullMarked
package com.raptorcomply.chassis.service;

import org.jspecify.annotations.NullMarked;
