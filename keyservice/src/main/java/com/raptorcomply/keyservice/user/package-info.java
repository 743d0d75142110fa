/** Organizations and the people in them. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.user;
