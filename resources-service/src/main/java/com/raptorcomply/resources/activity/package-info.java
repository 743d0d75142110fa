/** What happened: each change's entry in the organization's append-only, hash-chained log. */
@NullMarked
package com.raptorcomply.resources.activity;

import org.jspecify.annotations.NullMarked;
