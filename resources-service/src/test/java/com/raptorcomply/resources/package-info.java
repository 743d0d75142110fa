/** Tests the service as a gateway sees it: real HTTP, real stamps, a real PostgreSQL. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.resources;
