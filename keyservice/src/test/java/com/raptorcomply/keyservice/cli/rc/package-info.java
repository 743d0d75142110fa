/** Tests of the command line {@code rc} that need no gateway. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.cli.rc;
