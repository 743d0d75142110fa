/** Spans: what is told of a request to whoever collects traces, by OpenTelemetry, and how it gets there. */
@NullMarked
package com.raptorcomply.gateway.tracing;

import org.jspecify.annotations.NullMarked;
