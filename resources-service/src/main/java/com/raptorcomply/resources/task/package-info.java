/** The tasks of people, which may recur. */
@NullMarked
package com.raptorcomply.resources.task;

import org.jspecify.annotations.NullMarked;
