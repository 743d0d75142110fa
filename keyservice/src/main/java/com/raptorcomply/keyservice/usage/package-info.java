/** When, from where and how much keys are used, as gateways report it. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.usage;
