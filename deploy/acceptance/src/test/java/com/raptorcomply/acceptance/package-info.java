/** Black-box tests of the running product: three services on free ports, a real PostgreSQL, plain HTTP clients. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.acceptance;
