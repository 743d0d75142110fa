/** Restrictions of a key or a user to places and operations. They travel in the stamp. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.restriction;
