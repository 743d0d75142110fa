/** The command line {@code rc}, by which people and scripts manage keys through a gateway. */
@NullMarked
package com.raptorcomply.keyservice.cli.rc;

import org.jspecify.annotations.NullMarked;
