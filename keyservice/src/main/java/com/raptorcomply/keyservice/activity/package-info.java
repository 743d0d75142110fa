/** The activity log of keys, users and organizations: append-only, one hash chain per organization. */
@NullMarked
package com.raptorcomply.keyservice.activity;

import org.jspecify.annotations.NullMarked;
