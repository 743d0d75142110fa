/** The key service's settings, assembled from the records of the packages that own them. */
@NullMarked
package com.raptorcomply.keyservice.config;

import org.jspecify.annotations.NullMarked;
