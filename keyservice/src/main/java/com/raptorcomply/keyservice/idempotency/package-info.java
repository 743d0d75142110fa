/** Requests that clients may repeat. Each is carried out once, and its repetitions get the first response. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.idempotency;
