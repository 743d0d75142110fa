/** Comma-separated values (RFC 4180) that spreadsheets read as text. */
@NullMarked
package com.raptorcomply.chassis.csv;

import org.jspecify.annotations.NullMarked;
