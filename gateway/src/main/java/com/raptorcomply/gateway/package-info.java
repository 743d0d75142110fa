/**
 * Starts, wires and stops the gateway. {@link com.raptorcomply.gateway.pipeline.RequestPipeline} has the path of a request.
 * Each package uses only those before it: route, http, keyservice, auth, stamp and ratelimit, upstream, request, observe and
 * endpoint, pipeline, config, this one.
 */
@NullMarked
package com.raptorcomply.gateway;

import org.jspecify.annotations.NullMarked;
