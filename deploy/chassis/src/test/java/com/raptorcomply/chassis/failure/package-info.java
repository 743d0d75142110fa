@NullMarked
package com.raptorcomply.chassis.failure;

import org.jspecify.annotations.NullMarked;
