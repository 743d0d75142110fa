/** What callers may write. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.input;
