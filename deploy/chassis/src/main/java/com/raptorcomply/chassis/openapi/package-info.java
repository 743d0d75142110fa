/** A service's OpenAPI document, from which its routes are made and by which its requests are validated. */
@NullMarked
package com.raptorcomply.chassis.openapi;

import org.jspecify.annotations.NullMarked;
