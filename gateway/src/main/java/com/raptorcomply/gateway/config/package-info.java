/** The gateway's settings, put together from the records of the packages that own them. */
@NullMarked
package com.raptorcomply.gateway.config;

import org.jspecify.annotations.NullMarked;
