/** Starts and stops a service, serves its health and metrics on the management port, and runs periodic and repeated work. */
@NullMarked
package com.raptorcomply.chassis.service;

import org.jspecify.annotations.NullMarked;
