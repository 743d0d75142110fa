/** Which upstream a request goes to: request targets in one normal form, and the table of routes. */
@NullMarked
package com.raptorcomply.gateway.route;

import org.jspecify.annotations.NullMarked;
