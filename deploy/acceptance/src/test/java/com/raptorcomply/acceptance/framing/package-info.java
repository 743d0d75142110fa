/** What the gateway makes of a request, as two readers behind it see it. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.acceptance.framing;
