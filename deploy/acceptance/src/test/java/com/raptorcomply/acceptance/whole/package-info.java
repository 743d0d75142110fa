/** The running whole and a client of it, for the tests. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.acceptance.whole;
