/** Makes the error responses of the product: one body format, and one place that maps a failure to a status. */
@NullMarked
package com.raptorcomply.chassis.problem;

import org.jspecify.annotations.NullMarked;
