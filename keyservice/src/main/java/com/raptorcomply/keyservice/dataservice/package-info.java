/** Asks the data service, in the key service's own name, which records there are. */
@NullMarked
package com.raptorcomply.keyservice.dataservice;

import org.jspecify.annotations.NullMarked;
