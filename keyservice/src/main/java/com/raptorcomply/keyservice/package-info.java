/** To be written. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice;
