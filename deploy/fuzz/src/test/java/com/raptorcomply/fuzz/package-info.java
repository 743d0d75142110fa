/**
 * What the fuzz targets share, and the replay of their seeds. Each target stands in the package of what it tries, reads its
 * input as plain bytes, and states properties, not only that nothing breaks; {@code targets.txt} lists them all.
 */
@NullMarked
package com.raptorcomply.fuzz;

import org.jspecify.annotations.NullMarked;
