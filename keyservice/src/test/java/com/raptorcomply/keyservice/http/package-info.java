/** The HTTP surface as a whole. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.http;
