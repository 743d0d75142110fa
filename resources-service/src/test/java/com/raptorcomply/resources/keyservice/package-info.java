/** Tests of reading from the key service. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.resources.keyservice;
