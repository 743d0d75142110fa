/** Makes, parses and recognises API keys without a look-up. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.client.key;
