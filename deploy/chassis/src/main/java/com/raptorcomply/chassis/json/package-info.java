/** JSON values as RFC 8259 and RFC 7396 understand them, independent of how they were written. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.chassis.json;
