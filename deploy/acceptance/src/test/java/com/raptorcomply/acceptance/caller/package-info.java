/** Those who call in the tests, by whatever proves who they are, and who makes them. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.acceptance.caller;
