/** Tests of the HTTP interface as a whole. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.http;
