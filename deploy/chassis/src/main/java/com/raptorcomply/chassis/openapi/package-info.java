/** A service's OpenAPI document: what its routes are made from, and what requests are held to. */
@NullMarked
package com.raptorcomply.chassis.openapi;

import org.jspecify.annotations.NullMarked;
