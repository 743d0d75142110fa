/** How a service shows who it is over TLS, and whom it believes: PEM files that are read again when they change. */
@NullMarked
package com.raptorcomply.chassis.tls;

import org.jspecify.annotations.NullMarked;
