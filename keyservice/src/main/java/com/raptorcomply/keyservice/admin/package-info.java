/** The pages that links lead users to. */
@NullMarked
package com.raptorcomply.keyservice.admin;

import org.jspecify.annotations.NullMarked;
