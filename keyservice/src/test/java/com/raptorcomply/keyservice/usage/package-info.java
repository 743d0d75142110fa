/** Tests of the usage of keys. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.usage;
