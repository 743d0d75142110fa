/** Restrictions over HTTP, and in what gateways are told. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.restriction;
