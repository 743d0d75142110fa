/** What is refused of what clients send, with a clear error, nothing stored and nothing leaked. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.acceptance.input;
