/** The path of a request through the gateway: {@link com.raptorcomply.gateway.pipeline.RequestPipeline}. */
@NullMarked
package com.raptorcomply.gateway.pipeline;

import org.jspecify.annotations.NullMarked;
