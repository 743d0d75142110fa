/** Compiles the schemas of the OpenAPI document: the accepted fields of a body, and their columns. */
@NullMarked
package com.raptorcomply.resources.schema;

import org.jspecify.annotations.NullMarked;
