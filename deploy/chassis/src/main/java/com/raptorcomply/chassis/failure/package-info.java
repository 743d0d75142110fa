/** Describes failures in words for logs, health checks and commands; never as a bare class name. */
@NullMarked
package com.raptorcomply.chassis.failure;

import org.jspecify.annotations.NullMarked;
