/** Tests of the whole key service over HTTP with a real PostgreSQL. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice;
