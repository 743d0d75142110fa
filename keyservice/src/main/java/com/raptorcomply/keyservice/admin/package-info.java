/** The pages that links lead people to. */
@NullMarked
package com.raptorcomply.keyservice.admin;

import org.jspecify.annotations.NullMarked;
