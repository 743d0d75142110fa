/** Serves requests behind the gateway: server options, client address, request id and request log. */
@NullMarked
package com.raptorcomply.chassis.http;

import org.jspecify.annotations.NullMarked;
