@org.jspecify.annotations.NullMarked
package com.raptorcomply.local.fleet;
