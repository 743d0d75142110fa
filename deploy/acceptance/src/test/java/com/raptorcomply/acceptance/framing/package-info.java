/** Tests how a strict parser and a real service read the requests that the gateway forwards. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.acceptance.framing;
