/** The error answers of the product: one body shape, one place where a failure becomes a status. */
@NullMarked
package com.raptorcomply.chassis.problem;

import org.jspecify.annotations.NullMarked;
