/**
 * Serves the pages under {@code /admin}: routes, sessions and forms of pages, their headers, errors and layout. A page
 * reads and changes through the same use cases as the API, which check the caller.
 */
@NullMarked
package com.raptorcomply.keyservice.admin;

import org.jspecify.annotations.NullMarked;
