/**
 * Shares code between the fuzz targets and replays their seeds. Each target is in the package of the class that it
 * fuzzes, reads its input as bytes and checks properties, not only the absence of crashes. {@code targets.txt} lists
 * all targets.
 */
@NullMarked
package com.raptorcomply.fuzz;

import org.jspecify.annotations.NullMarked;
