/** The connection pool with its bounds, the migrations, and what counts as an unreachable database. */
@NullMarked
package com.raptorcomply.chassis.postgres;

import org.jspecify.annotations.NullMarked;
