/** Tests of keys over HTTP. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.key;
