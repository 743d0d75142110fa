/** What every HTTP request gets: an id and one log line. */
@NullMarked
package com.raptorcomply.chassis.http;

import org.jspecify.annotations.NullMarked;
