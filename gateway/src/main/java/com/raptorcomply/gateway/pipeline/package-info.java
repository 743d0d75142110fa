/** The path of a request through the gateway, top to bottom in one file. */
@NullMarked
package com.raptorcomply.gateway.pipeline;

import org.jspecify.annotations.NullMarked;
