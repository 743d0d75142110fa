/** Tests that invalid input is refused with a clear error, and that nothing is stored or leaked. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.acceptance.input;
