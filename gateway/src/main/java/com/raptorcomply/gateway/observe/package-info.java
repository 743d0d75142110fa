/** Records requests: access log, metrics, spans, refusal traces, usage. */
@NullMarked
package com.raptorcomply.gateway.observe;

import org.jspecify.annotations.NullMarked;
