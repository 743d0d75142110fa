/** Looks records up at the data service, with the key service's own stamps. */
@NullMarked
package com.raptorcomply.keyservice.dataservice;

import org.jspecify.annotations.NullMarked;
