/** One request: its context, its admission, and the responses that the gateway makes itself. */
@NullMarked
package com.raptorcomply.gateway.request;

import org.jspecify.annotations.NullMarked;
