/** Reads and checks HTTP requests, and filters the header fields that cross the gateway. */
@NullMarked
package com.raptorcomply.gateway.http;

import org.jspecify.annotations.NullMarked;
