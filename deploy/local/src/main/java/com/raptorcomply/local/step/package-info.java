/** The steps of a start: progress, waiting, undoing, and failure. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.local.step;
