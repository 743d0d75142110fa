/** Who calls, from the stamp alone, and the transactions that see that organization's rows only. */
@NullMarked
package com.raptorcomply.resources.tenancy;

import org.jspecify.annotations.NullMarked;
