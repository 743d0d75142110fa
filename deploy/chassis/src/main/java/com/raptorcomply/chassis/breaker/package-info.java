/** The circuit breaker before every peer that may stop responding: endpoints, the key service, the data service. */
@NullMarked
package com.raptorcomply.chassis.breaker;

import org.jspecify.annotations.NullMarked;
