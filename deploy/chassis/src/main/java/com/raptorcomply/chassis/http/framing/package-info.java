/** Decodes HTTP/1.1 requests strictly (RFC 9112), on every port that other machines can reach. */
@NullMarked
package com.raptorcomply.chassis.http.framing;

import org.jspecify.annotations.NullMarked;
