/** The bounded connection pool, the migrations, and the rules for an unavailable database. */
@NullMarked
package com.raptorcomply.chassis.postgres;

import org.jspecify.annotations.NullMarked;
