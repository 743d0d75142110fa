/** Signs tenant stamps and caches them. */
@NullMarked
package com.raptorcomply.gateway.stamp;

import org.jspecify.annotations.NullMarked;
