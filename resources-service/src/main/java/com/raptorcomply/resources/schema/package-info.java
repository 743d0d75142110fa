/** The shapes of JSON objects, compiled from the schemas of the OpenAPI document: what a body may hold, and how it is kept. */
@NullMarked
package com.raptorcomply.resources.schema;

import org.jspecify.annotations.NullMarked;
