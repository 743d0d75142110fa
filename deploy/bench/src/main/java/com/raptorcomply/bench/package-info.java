/** Reads the benchmarks' measurements and shows them as a table and as a chart. */
@NullMarked
package com.raptorcomply.bench;

import org.jspecify.annotations.NullMarked;
