/** Finds the caller from the stamp alone, and runs transactions that see only the rows of that organization. */
@NullMarked
package com.raptorcomply.resources.tenancy;

import org.jspecify.annotations.NullMarked;
