/** API keys: made, shown once, listed, read, changed, rotated and revoked. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.key;
