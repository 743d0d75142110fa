/** Exports receipts. */
@NullMarked
package com.raptorcomply.keyservice.revocation.export;

import org.jspecify.annotations.NullMarked;
