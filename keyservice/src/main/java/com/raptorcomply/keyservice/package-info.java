/** The key service: authenticates callers and keys and decides what each key may do. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice;
