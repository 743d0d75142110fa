/** Keys over HTTP: what works, and what is refused. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.key;
