/**
 * The gateway as a running service: the way of a request ({@link com.raptorcomply.gateway.pipeline.RequestPipeline}), its settings, meters
 * and log. Packages below stand left to right, each using only what stands before it: route, lease, credential, edge,
 * tracing; decision; quota; upstream; this one.
 */
@NullMarked
package com.raptorcomply.gateway;

import org.jspecify.annotations.NullMarked;
