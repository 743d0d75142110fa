/** How the rows of an answer become what they stand for. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.sql;
