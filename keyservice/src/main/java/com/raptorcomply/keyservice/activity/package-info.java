/** Who did what to keys, people and organizations: an append-only log, one hash chain per organization. */
@NullMarked
package com.raptorcomply.keyservice.activity;

import org.jspecify.annotations.NullMarked;
