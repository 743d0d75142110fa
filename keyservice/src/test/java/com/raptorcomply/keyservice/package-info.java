/** The key service as a whole, over HTTP and a real PostgreSQL. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice;
