/**
 * Starts, wires and stops the gateway. {@link com.raptorcomply.gateway.pipeline.RequestPipeline} has the path of a
 * request. The packages form rows, and each row uses only earlier ones: route, http, auth; keyservice, stamp, ratelimit;
 * upstream; request, observe; endpoint; pipeline, config; this one.
 */
@NullMarked
package com.raptorcomply.gateway;

import org.jspecify.annotations.NullMarked;
