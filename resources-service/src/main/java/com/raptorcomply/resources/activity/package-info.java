/** Logs each change in the organization's append-only, hash-chained log. */
@NullMarked
package com.raptorcomply.resources.activity;

import org.jspecify.annotations.NullMarked;
