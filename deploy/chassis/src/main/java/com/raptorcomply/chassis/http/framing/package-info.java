/** Reads HTTP/1.1 requests strictly (RFC 9112), on every port that somebody else can reach. */
@NullMarked
package com.raptorcomply.chassis.http.framing;

import org.jspecify.annotations.NullMarked;
