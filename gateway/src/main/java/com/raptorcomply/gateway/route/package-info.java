/** Brings request targets into one normal form and matches them to routes. */
@NullMarked
package com.raptorcomply.gateway.route;

import org.jspecify.annotations.NullMarked;
