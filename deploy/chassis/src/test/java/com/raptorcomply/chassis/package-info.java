/** Test support that all services share. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.chassis;
