/** Callers for the tests, with any kind of credential, and their creation. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.acceptance.caller;
