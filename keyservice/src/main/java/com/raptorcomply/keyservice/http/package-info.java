/** Serves the operations of the OpenAPI document: reads requests and writes responses. */
@NullMarked
package com.raptorcomply.keyservice.http;

import org.jspecify.annotations.NullMarked;
