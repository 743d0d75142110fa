/** Requests that clients may repeat: each is carried out once, and its repetitions get the first answer. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.idempotency;
