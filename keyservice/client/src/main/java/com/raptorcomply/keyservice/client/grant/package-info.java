/** What a verification answers with: the grant behind a key or the reason why there is none, and the changes that end it. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.client.grant;
