/** How a service behind the gateway listens, and what each of its requests gets: an id and one log line. */
@NullMarked
package com.raptorcomply.chassis.http;

import org.jspecify.annotations.NullMarked;
