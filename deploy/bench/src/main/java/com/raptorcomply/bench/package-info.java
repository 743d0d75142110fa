/** Reads what the benchmarks measured and shows it, as a table and as a picture. */
@NullMarked
package com.raptorcomply.bench;

import org.jspecify.annotations.NullMarked;
