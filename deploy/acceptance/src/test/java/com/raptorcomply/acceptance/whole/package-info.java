/** Runs the complete product for the tests, with clients of it. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.acceptance.whole;
