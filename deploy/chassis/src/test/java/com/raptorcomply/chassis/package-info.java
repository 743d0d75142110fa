/** What the tests of all services share. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.chassis;
