/** Short codes for addresses and records. */
@NullMarked
package com.raptorcomply.resources.link;

import org.jspecify.annotations.NullMarked;
