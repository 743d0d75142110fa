/** Exports and imports cyber assets as CSV. */
@NullMarked
package com.raptorcomply.resources.transfer;

import org.jspecify.annotations.NullMarked;
