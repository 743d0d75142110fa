/** Limits of a key or a person to some places and some operations, which travel in the stamp. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.restriction;
