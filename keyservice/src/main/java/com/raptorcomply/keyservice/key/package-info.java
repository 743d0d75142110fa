/** API keys: creating, showing the secret once, listing, reading, changing, rotating and revoking. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.key;
