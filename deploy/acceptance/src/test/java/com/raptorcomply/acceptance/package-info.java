/** Black-box tests of the running whole: three services on free ports, a real PostgreSQL, HTTP as a client speaks it. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.acceptance;
